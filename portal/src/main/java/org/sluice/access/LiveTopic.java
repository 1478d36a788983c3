package org.sluice.access;

/** A kind of live event a room offers, and who may hear it. */
public interface LiveTopic {
    /** Whether this room speaks on the topic, for example {@code job-4711}. */
    boolean offers(String topic);

    /** Whether the viewer may hear it; asked when the stream opens and every 30 seconds while it is open. */
    boolean mayHear(Viewer viewer, String topic);
}
