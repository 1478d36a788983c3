package org.sluice.signer;

/** The signer does not start: its message says what is wrong and what to do about it. */
final class StartRefused extends Exception {
    StartRefused(String sentence) {
        super(sentence);
    }
}
