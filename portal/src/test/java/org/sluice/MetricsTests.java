package org.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The port of the portal's own metrics: what Prometheus and the dashboards ask is there, and nothing else is. */
@Tag("cluster")
class MetricsTests {
    @Test
    void tellsWhatTheDashboardsAndAlertsAskFor() {
        get("portal.url", "/sign-in");
        String told = get("portal.metrics", "/actuator/prometheus").body();
        assertThat(told.lines())
                .anyMatch(line -> line.startsWith("http_server_requests_seconds_count{") && line.contains("outcome="))
                .anyMatch(line -> line.startsWith("http_server_requests_seconds_sum{"))
                .anyMatch(line -> line.startsWith("hikaricp_connections_active{"))
                .anyMatch(line -> line.startsWith("hikaricp_connections_pending{"))
                .anyMatch(line -> line.startsWith("hikaricp_connections_max{"))
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .anyMatch(line -> line.startsWith("jvm_gc_pause_seconds_sum{"))
                .anyMatch(line -> line.startsWith("process_cpu_usage"));
    }

    @Test
    void namesNobodyInAMetric() {
        Visitor.signedIn("alice").get("/jobs/999999999");
        String told = get("portal.metrics", "/actuator/prometheus").body();
        assertThat(told).contains("uri=\"/jobs/{id}\"").doesNotContain("alice").doesNotContain("999999999");
    }

    @Test
    void refusesEverythingElseThere() {
        for (String path : List.of("/", "/actuator", "/actuator/env", "/actuator/heapdump", "/jobs", "/sign-in")) {
            assertThat(get("portal.metrics", path).statusCode()).as(path).isIn(403, 404);
        }
    }

    @Test
    void arePublishedOnNoPageOfThePortal() {
        HttpResponse<String> answer = get("portal.url", "/actuator/prometheus");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/sign-in"));
        assertThat(Visitor.signedIn("dana").get("/actuator/prometheus").status())
                .isEqualTo(404);
    }

    private static HttpResponse<String> get(String where, String path) {
        return Http.get(Instance.running().get(where) + path);
    }
}
