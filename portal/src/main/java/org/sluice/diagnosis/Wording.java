package org.sluice.diagnosis;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;

/**
 * How a program words something in its output. Whatever the line holds, looking for it takes time linear in its length: the
 * pattern is RE2's, and it is asked only where one of its fixed words stands.
 */
final class Wording {
    private final Pattern pattern;
    private final List<String> words;

    private Wording(Pattern pattern, List<String> words) {
        this.pattern = pattern;
        this.words = words;
    }

    /** @param words one of them stands in whatever the pattern finds */
    static Wording of(String pattern, String... words) {
        return new Wording(Pattern.compile(pattern), List.of(words));
    }

    /** Any of these, as they are. */
    static Wording anyOf(String... words) {
        return of(
                List.of(words).stream()
                        .map(Pattern::quote)
                        .reduce((one, other) -> one + "|" + other)
                        .orElseThrow(),
                words);
    }

    /** What is found first in the line. */
    Optional<Matcher> in(String line) {
        return mayBeIn(line) ? in((CharSequence) line) : Optional.empty();
    }

    /** What is found first, without a look for the fixed words. */
    Optional<Matcher> in(CharSequence line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? Optional.of(matcher) : Optional.empty();
    }

    /** Whether it is found; what the look costs is taken from the budget. */
    boolean isIn(String line, Budget budget) {
        boolean worthALook = mayBeIn(line);
        budget.spend(worthALook ? line.length() : 1);
        return worthALook && pattern.matcher(line).find();
    }

    private boolean mayBeIn(String line) {
        return words.stream().anyMatch(line::contains);
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }
}
