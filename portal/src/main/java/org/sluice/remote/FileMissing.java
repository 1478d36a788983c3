package org.sluice.remote;

/** There is no such file on the cluster, as far as this person can see. */
public final class FileMissing extends RemoteFailure {
    private final String path;

    public FileMissing(String path) {
        super("There is no file " + path, null);
        this.path = path;
    }

    public String path() {
        return path;
    }
}
