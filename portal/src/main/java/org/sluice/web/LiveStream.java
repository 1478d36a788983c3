package org.sluice.web;

import java.util.Set;

/** What one page hears on its stream: its topics, as long as its viewer may. */
record LiveStream(LiveStreams.Listener listener, Set<String> topics, EventStream events) {
    String login() {
        return listener.login();
    }

    boolean hears(String topic) {
        return topics.contains(topic);
    }

    void send(String topic, String data) {
        events.send(topic, data);
    }
}
