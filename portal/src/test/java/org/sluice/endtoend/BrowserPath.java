package org.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.sluice.web.LookingGlass;

/** Walks the instance's portal in a real browser that is opened once a class. */
abstract class BrowserPath {
    static final Path PICTURES = Path.of(System.getProperty("sluice.screenshots", "target/screenshots"));
    /** A page that is left while it asks for something says so on the console. */
    static final Pattern LEAVING =
            Pattern.compile(".*net::ERR_.*|htmx:(afterRequest|sendError|sendAbort), .*", Pattern.DOTALL);
    /** So does a page that loses the portal or is told of a refusal. */
    static final Pattern LOSING = Pattern.compile(
            ".*(net::ERR_|Failed to load resource).*|htmx:(afterRequest|sendError|sendAbort), .*", Pattern.DOTALL);

    static LookingGlass glass;
    static Portal portal;

    @BeforeAll
    static void openTheBrowser() {
        glass = new LookingGlass();
        portal = new Portal(glass);
    }

    /** After what the class itself does at the end of each test. */
    @AfterEach
    void leaveAllPages() {
        glass.leaveAll();
    }

    @AfterAll
    static void closeTheBrowser() {
        glass.close();
    }

    /** The browser has complained about nothing but what is expected. */
    static void assertNothingWasComplainedAbout(Pattern expected) {
        assertThat(glass.complaints())
                .filteredOn(words -> !expected.matcher(words).matches())
                .isEmpty();
    }

    /** Dana's pages in both themes, wide and on a phone, by the name of the look. */
    static Map<String, Page> looksOfDana() {
        Map<String, Page> looks = new LinkedHashMap<>();
        looks.put("light", portal.signIn("dana", ColorScheme.LIGHT, 1440));
        looks.put("dark", portal.signIn("dana", ColorScheme.DARK, 1440));
        looks.put("phone-light", portal.signIn("dana", ColorScheme.LIGHT, 390));
        looks.put("phone-dark", portal.signIn("dana", ColorScheme.DARK, 390));
        return looks;
    }
}
