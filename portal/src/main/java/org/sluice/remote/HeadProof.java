package org.sluice.remote;

/** Tells the head from whoever else answers at an address. */
public interface HeadProof {
    /**
     * Has whoever answers there prove that it holds the pinned host key. Nothing about anybody is said to it.
     *
     * @throws ClusterUnreachable when nobody answers, or somebody without that key
     */
    void prove(HeadAddress address);
}
