package org.sluice.web;

/** Parts of this room for the tests of others, made as the application makes them. */
public final class WebParts {
    private WebParts() {}

    /** Streams with generous limits, which no test opens. */
    public static EventStreams eventStreams() {
        return new EventStreams(new LimitsProperties(100, 100, 100, 100, 100, 100));
    }

    /** Streams whose audience is always everybody. */
    public static LiveStreams liveStreams() {
        return new LiveStreams(eventStreams(), (audience, login) -> true);
    }

    /** A stream whose events are written by whoever sends them. */
    public static EventStream begunStream() {
        EventStream stream = new EventStream(Runnable::run, 100);
        stream.begin();
        return stream;
    }
}
