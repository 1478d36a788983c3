package org.sluice.cluster;

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
}
