package org.sluice.remote;

/** The head refuses what was asked of a file. */
public final class FileRefused extends RemoteFailure {
    private final String path;
    private final String words;

    public FileRefused(String path, String words) {
        super(path + ": " + words, null);
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
