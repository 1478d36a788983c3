package org.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What somebody meets whose request leads nowhere, and how they go on. */
class ErrorPagesTests {
    @Test
    void keepTheRailForWhoIsSignedIn() {
        Visitor.Answer answer = Visitor.signedIn("alice").get("/jobs/999999999");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("class=\"rail\"", "There is nothing here that you may see");
    }

    @Test
    void sayThatASessionHasEndedAndLeadToSignIn() {
        Visitor.Answer answer = Visitor.anonymous().postWithoutToken("/submit/cpu-job", Map.of("name", "late"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body())
                .contains("You are not signed in any more", "href=\"/sign-in\"")
                .doesNotContain("class=\"rail\"");
    }
}
