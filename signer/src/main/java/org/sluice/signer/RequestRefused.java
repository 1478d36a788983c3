package org.sluice.signer;

/** A certificate is not given: its message is the sentence that goes back to the portal and into the log. */
final class RequestRefused extends Exception {
    private final String sentence;

    RequestRefused(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
