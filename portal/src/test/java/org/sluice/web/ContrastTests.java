package org.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Measures the colours of both themes against WCAG 2.2 AA: 4.5 for text, 3 for the outline of a control. */
class ContrastTests {
    private static final double TEXT = 4.5;
    private static final double OUTLINE = 3;
    private static final Pattern TOKEN = Pattern.compile("--([a-z0-9-]+):\\s*#([0-9a-f]{6});");
    private static final List<String> SURFACES = List.of("page", "surface", "sunken", "hover", "chosen");
    private static final List<String> INKS =
            List.of("text", "text-2", "text-3", "link", "fresh-fg", "slow-fg", "out-fg");

    private static String css = "";

    @BeforeAll
    static void read() throws IOException {
        try (InputStream file = ContrastTests.class.getResourceAsStream("/static/web/sluice.css")) {
            css = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void measuresAsTheStandardDoes() {
        assertThat(ratio("000000", "ffffff")).isEqualTo(21);
        assertThat(ratio("777777", "ffffff")).isBetween(4.47, 4.48);
    }

    @Test
    void textIsReadableOnEverySurface() {
        forBothThemes((theme, tokens) ->
                SURFACES.forEach(surface -> INKS.forEach(ink -> assertContrast(theme, tokens, ink, surface, TEXT))));
    }

    @Test
    void everyColourPairIsReadable() {
        forBothThemes((theme, tokens) -> {
            List<String> inks = tokens.keySet().stream()
                    .filter(name -> name.endsWith("-fg"))
                    .toList();
            assertThat(inks).hasSizeGreaterThan(StateLook.KINDS.size());
            inks.forEach(ink -> assertContrast(theme, tokens, ink, ink.replaceAll("-fg$", "-bg"), TEXT));
        });
    }

    @Test
    void everyStateHasItsColours() {
        forBothThemes((theme, tokens) -> StateLook.KINDS.forEach(kind -> assertThat(tokens)
                .as(theme)
                .containsKeys("state-" + kind + "-fg", "state-" + kind + "-bg", "state-" + kind + "-line")));
    }

    @Test
    void buttonsStayReadableUnderThePointer() {
        forBothThemes((theme, tokens) -> {
            assertContrast(theme, tokens, "primary-fg", "primary-over", TEXT);
            assertContrast(theme, tokens, "danger-fg", "danger-over", TEXT);
        });
    }

    @Test
    void outputAndScriptAreReadable() {
        forBothThemes((theme, tokens) -> {
            for (String ink : List.of("log-fg", "log-quiet-fg", "log-directive", "log-value")) {
                for (String surface : List.of("log-bg", "log-head")) {
                    assertContrast(theme, tokens, ink, surface, TEXT);
                }
            }
            assertContrast(theme, tokens, "log-directive", "log-changed-bg", TEXT);
            assertContrast(theme, tokens, "log-value", "log-changed-bg", TEXT);
        });
    }

    @Test
    void controlsAndFocusStandOut() {
        forBothThemes((theme, tokens) -> {
            for (String surface : List.of("page", "surface")) {
                assertContrast(theme, tokens, "control-line", surface, OUTLINE);
                assertContrast(theme, tokens, "accent", surface, OUTLINE);
                assertContrast(theme, tokens, "bar-fill", surface, OUTLINE);
            }
        });
    }

    private interface Measure {
        void in(String theme, Map<String, String> tokens);
    }

    private static void forBothThemes(Measure measure) {
        measure.in("light", tokens(":root, [data-bs-theme=\"light\"] {"));
        measure.in("dark", tokens("\n[data-bs-theme=\"dark\"] {"));
    }

    private static Map<String, String> tokens(String selector) {
        int start = css.indexOf(selector);
        assertThat(start).as(selector).isNotNegative();
        Matcher matcher = TOKEN.matcher(css.substring(start, css.indexOf('}', start)));
        Map<String, String> tokens = new HashMap<>();
        while (matcher.find()) {
            tokens.put(matcher.group(1), matcher.group(2));
        }
        return tokens;
    }

    private static void assertContrast(
            String theme, Map<String, String> tokens, String ink, String paper, double least) {
        assertThat(tokens).as(theme).containsKeys(ink, paper);
        assertThat(ratio(tokens.getOrDefault(ink, ""), tokens.getOrDefault(paper, "")))
                .as("%s: --%s on --%s", theme, ink, paper)
                .isGreaterThanOrEqualTo(least);
    }

    private static double ratio(String one, String other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(String hex) {
        return 0.2126 * channel(hex.substring(0, 2))
                + 0.7152 * channel(hex.substring(2, 4))
                + 0.0722 * channel(hex.substring(4, 6));
    }

    private static double channel(String hex) {
        double value = Integer.parseInt(hex, 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
