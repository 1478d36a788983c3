package org.sluice.remote;

import java.util.Objects;

/** The head refuses what was asked of a file. */
public final class FileRefused extends RuntimeException {
    private final String path;
    private final String words;

    public FileRefused(String path, String words) {
        super(path + ": " + words);
        this.path = path;
        this.words = words;
    }

    public String path() {
        return path;
    }

    /** The head's own words. */
    public String words() {
        return words;
    }

    /** What happened, in a sentence for a person. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
