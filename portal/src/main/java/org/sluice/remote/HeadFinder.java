package org.sluice.remote;

/** Somebody who can find out where the head is now, when it does not answer where it was. */
public interface HeadFinder {
    /**
     * Begins to look for the head, unless that is going on or was done just now, and does not wait for it. Where it is
     * found is told to {@link CurrentHead}.
     *
     * @return what to tell people meanwhile; empty when nobody can be asked
     */
    String find();
}
