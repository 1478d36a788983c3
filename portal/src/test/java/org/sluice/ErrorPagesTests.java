package org.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What somebody meets whose request leads nowhere. */
@Tag("cluster")
class ErrorPagesTests {
    @Test
    void keepTheRailForWhoIsSignedIn() {
        Visitor.Answer answer = Visitor.signedIn("alice").get("/jobs/999999999", "Accept", "text/html");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("class=\"rail\"", "There is nothing here that you may see");
    }
}
