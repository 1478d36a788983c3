package org.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sluice.Http;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;

/** What the frame and the pages without it send to a browser. */
@SpringBootTest(classes = StyleApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class FrameTests {
    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/web/[^\"#]+|/webjars/[^\"#]+)");

    @LocalServerPort
    private int port;

    @Test
    void showsTheRailInItsOrder() {
        assertThat(get("/style/states").body())
                .containsSubsequence(">Home<", ">Submit<", ">Jobs<", ">Nodes<")
                .doesNotContain(">Reservations<", ">Audit<");
        assertThat(get("/style/states?operator=true").body())
                .containsSubsequence(">Nodes<", ">Reservations<")
                .doesNotContain(">Audit<");
        assertThat(get("/style/states?administrator=true").body())
                .containsSubsequence(">Nodes<", ">Reservations<", ">Audit<");
    }

    @Test
    void marksThePageOneIsOn() {
        assertThat(get("/style/jobs").body())
                .containsPattern("href=\"/style/jobs\"[^>]*aria-current=\"page\"")
                .doesNotContainPattern("href=\"/style/nodes\"[^>]*aria-current=\"page\"");
    }

    @Test
    void protectsItsFormsAgainstForgedRequests() {
        assertThat(get("/style/states").body()).contains("name=\"_csrf\"", "name=\"csrf-token\"");
        assertThat(get("/style/sign-in").body()).contains("name=\"_csrf\"");
    }

    @Test
    void namesTheSameRequestOnThePageAndInTheAnswer() {
        HttpResponse<String> answer = get("/style/breaks");
        String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(id).matches("[0-9a-f]{12}");
        assertThat(answer.body()).contains(id).doesNotContain("a fault made on purpose", "IllegalState");
    }

    @Test
    void doesNotTakeARequestIdFromOutside() {
        HttpResponse<String> answer = get("/style/states", "Accept", "text/html", "X-Request-Id", "chosen by somebody");
        assertThat(answer.headers().allValues("X-Request-Id")).hasSize(1).doesNotContain("chosen by somebody");
    }

    @Test
    void saysTheSameOfWhatIsNotThereAndOfWhatIsNotYours() {
        HttpResponse<String> answer = get("/style/answers/404");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is nothing here that you may see");
    }

    @Test
    void leadsToSignInWhenTheSessionHasEnded() throws Exception {
        HttpResponse<String> answer = get("/style/answers/403");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("You are not signed in any more", "href=\"/sign-in\"");
    }

    @Test
    void carriesNothingOfTheFrameIntoARedirect() {
        assertThat(get("/style/moves").headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).endsWith("/style/states"));
    }

    @Test
    void letsBrowsersKeepAssetsWhoseAddressNamesTheirContent() {
        Matcher assets = ASSET.matcher(get("/style/states").body());
        int seen = 0;
        while (assets.find()) {
            String asset = assets.group(1);
            HttpResponse<String> answer = get(asset);
            assertThat(answer.statusCode()).as(asset).isEqualTo(200);
            assertThat(asset).containsPattern("-[0-9a-f]{32}\\.|/\\d+\\.\\d+\\.\\d+/");
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .as(asset)
                    .hasValueSatisfying(value -> assertThat(value).contains("max-age=31536000"));
            seen++;
        }
        assertThat(seen).isGreaterThan(6);
    }

    @Test
    void looksLinksUpInOneFilterOnly(
            @Autowired ObjectProvider<FilterRegistrationBean<ResourceUrlEncodingFilter>> filters) {
        assertThat(filters)
                .singleElement()
                .satisfies(only -> assertThat(only.getFilter()).isInstanceOf(AssetLinks.class));
    }

    @Test
    void refusesALookThatDoesNotExist() {
        assertThatIllegalArgumentException().isThrownBy(() -> new StateLook("running", "runnning", "play"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RailEntry.forEverybody("Jobs", "https://elsewhere", "jobs", 1));
    }

    private HttpResponse<String> get(String path) {
        return get(path, "Accept", "text/html");
    }

    private HttpResponse<String> get(String path, String... headers) {
        return Http.get("http://127.0.0.1:" + port + path, headers);
    }
}
