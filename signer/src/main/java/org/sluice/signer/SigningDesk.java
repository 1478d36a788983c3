package org.sluice.signer;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Where one request becomes one answer, and both become one line of the log. */
final class SigningDesk {
    private final SigningRules rules;
    private final CertificateAuthority authority;
    private final SigningLog log;

    SigningDesk(SigningRules rules, CertificateAuthority authority, SigningLog log) {
        this.rules = rules;
        this.authority = authority;
        this.log = log;
    }

    /** The answer's line, without its newline. Throws where the log cannot be written: then nothing is given. */
    String answer(String peer, List<String> lines) throws IOException {
        Map<String, String> fields = Map.of();
        try {
            fields = SigningRequest.fields(lines);
            SigningRequest request = SigningRequest.of(fields);
            rules.require(request);
            long serial = authority.nextSerial();
            String certificate = authority.sign(request, serial);
            log.write(peer, fields, OptionalLong.of(serial), "given");
            return "certificate " + certificate;
        } catch (RequestRefused refused) {
            return refuse(peer, fields, refused.sentence());
        } catch (IOException failed) {
            return refuse(peer, fields, "The signer could not sign: " + oneLine(failed));
        }
    }

    /** Writes down and words a refusal that was decided before there was a request to judge. */
    String refuse(String peer, Map<String, String> fields, String sentence) throws IOException {
        log.write(peer, fields, OptionalLong.empty(), "refused: " + sentence);
        return "refused " + sentence;
    }

    private static String oneLine(IOException failed) {
        return String.valueOf(failed.getMessage()).replaceAll("\\s+", " ");
    }
}
