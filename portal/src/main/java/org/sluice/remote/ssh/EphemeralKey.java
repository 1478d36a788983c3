package org.sluice.remote.ssh;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;

/** An ed25519 key pair that lives in this process's memory for one connection. */
final class EphemeralKey {
    private final KeyPair pair;

    private EphemeralKey(KeyPair pair) {
        this.pair = pair;
    }

    static EphemeralKey make() {
        try {
            return new EphemeralKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java has no Ed25519", missing);
        }
    }

    /** The public key as one line {@code ssh-ed25519 BASE64}. */
    String publicLine() {
        Buffer.PlainBuffer buffer = new Buffer.PlainBuffer();
        KeyType.ED25519.putPubKeyIntoBuffer(pair.getPublic(), buffer);
        return KeyType.ED25519 + " " + Base64.getEncoder().encodeToString(buffer.getCompactData());
    }

    /** The key with its certificate, given as one line {@code TYPE BASE64}, as sshj wants to have it. */
    KeyProvider certifiedBy(String certificateLine) throws IOException {
        int space = certificateLine.indexOf(' ');
        byte[] blob = Base64.getDecoder().decode(certificateLine.substring(space + 1));
        PublicKey certificate = new Buffer.PlainBuffer(blob).readPublicKey();
        return new Certified(pair.getPrivate(), certificate, KeyType.fromString(certificateLine.substring(0, space)));
    }

    private record Certified(PrivateKey getPrivate, PublicKey getPublic, KeyType getType) implements KeyProvider {}
}
