package org.sluice.signer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A public key to be certified, as one line {@code ssh-ed25519 BASE64} without a comment.
 *
 * <p>Its bytes are checked against RFC 8709: the name of the type and 32 bytes of key, nothing before, between or
 * after them.
 */
record Ed25519PublicKey(String line) {
    private static final String TYPE = "ssh-ed25519";
    private static final int KEY_BYTES = 32;

    static Ed25519PublicKey parse(String line) throws RequestRefused {
        String[] words = line.split(" ", -1);
        if (words.length != 2 || !words[0].equals(TYPE) || !isEd25519(words[1])) {
            throw new RequestRefused("Only ssh-ed25519 public keys are signed, written as: ssh-ed25519 BASE64.");
        }
        return new Ed25519PublicKey(line);
    }

    private static boolean isEd25519(String base64) {
        byte[] type = TYPE.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer start = ByteBuffer.allocate(Integer.BYTES + type.length + Integer.BYTES)
                .putInt(type.length)
                .put(type)
                .putInt(KEY_BYTES);
        try {
            byte[] blob = Base64.getDecoder().decode(base64);
            return blob.length == start.capacity() + KEY_BYTES
                    && Arrays.equals(start.array(), Arrays.copyOf(blob, start.capacity()));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
