package org.sluice.slurm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Node names as Slurm shortens them: {@code a[1-3,07-10],b2} is a1 a2 a3 a07 a08 a09 a10 b2; {@code r[1-2]n[01-02]} is
 * r1n01 r1n02 r2n01 r2n02 (scontrol(1), "show hostnames").
 */
public final class HostList {
    /** More names than any cluster has; a list that says more is not read. */
    private static final int MOST = 100_000;

    private static final String EXPECTED = "a list of nodes such as a[1-3,07-10],b2";
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");
    private static final Pattern NUMBERED = Pattern.compile("(.*?)(\\d{1,9})");

    private HostList() {}

    /** All names, in the order written; none for an empty or absent list. */
    public static List<String> expand(String list) {
        if (Absent.is(list)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (String part : splitOutsideBrackets(list)) {
            names.addAll(expandOne(part, list));
            if (names.size() > MOST) {
                throw new UnreadableWord(list, "a list of at most " + MOST + " nodes");
            }
        }
        return List.copyOf(names);
    }

    /** The names shortened, by prefix in order of first appearance, numbers ascending. */
    public static String compress(Collection<String> names) {
        Map<String, SortedSet<Numbered>> byPrefix = new LinkedHashMap<>();
        for (String name : names) {
            Numbered numbered = Numbered.of(name);
            byPrefix.computeIfAbsent(numbered.prefix(), prefix -> new TreeSet<>(Numbered.ORDER))
                    .add(numbered);
        }
        return byPrefix.entrySet().stream()
                .map(entry -> entry.getKey() + brackets(ranges(entry.getValue())))
                .collect(Collectors.joining(","));
    }

    /** A name with the number at its end; names of another width never share a range: a1 and a01 are two nodes. */
    private record Numbered(String prefix, String digits) {
        static final Comparator<Numbered> ORDER =
                Comparator.comparingLong(Numbered::number).thenComparing(Numbered::digits);

        static Numbered of(String name) {
            Matcher matcher = NUMBERED.matcher(name);
            return matcher.matches() ? new Numbered(matcher.group(1), matcher.group(2)) : new Numbered(name, "");
        }

        long number() {
            return digits.isEmpty() ? -1 : Long.parseLong(digits);
        }

        boolean follows(Numbered before) {
            boolean sameWidth = digits.length() == before.digits.length()
                    || (!digits.startsWith("0") && !before.digits.startsWith("0"));
            return sameWidth && number() == before.number() + 1 && !before.digits.isEmpty();
        }
    }

    private static List<String> ranges(SortedSet<Numbered> numbers) {
        List<String> ranges = new ArrayList<>();
        Numbered from = numbers.first();
        Numbered to = from;
        for (Numbered next : numbers) {
            if (next.follows(to)) {
                to = next;
            } else if (!next.equals(from)) {
                ranges.add(range(from, to));
                from = next;
                to = next;
            }
        }
        ranges.add(range(from, to));
        return ranges;
    }

    private static String range(Numbered from, Numbered to) {
        return from.equals(to) ? from.digits() : from.digits() + "-" + to.digits();
    }

    private static String brackets(List<String> ranges) {
        boolean single = ranges.size() == 1 && !ranges.get(0).contains("-");
        return single ? ranges.get(0) : "[" + String.join(",", ranges) + "]";
    }

    private static List<String> expandOne(String part, String list) {
        int open = part.indexOf('[');
        if (open < 0) {
            if (part.isBlank() || part.indexOf(']') >= 0) {
                throw new UnreadableWord(list, EXPECTED);
            }
            return List.of(part);
        }
        int close = part.indexOf(']', open);
        if (close < 0) {
            throw new UnreadableWord(list, EXPECTED);
        }
        String after = part.substring(close + 1);
        List<String> rest = after.isEmpty() ? List.of("") : expandOne(after, list);
        List<String> names = new ArrayList<>();
        for (String number : numbers(part.substring(open + 1, close), list)) {
            if ((long) names.size() + rest.size() > MOST) {
                throw new UnreadableWord(list, "a list of at most " + MOST + " nodes");
            }
            rest.forEach(tail -> names.add(part.substring(0, open) + number + tail));
        }
        return names;
    }

    private static List<String> numbers(String ranges, String list) {
        List<String> numbers = new ArrayList<>();
        for (String range : ranges.split(",", -1)) {
            Matcher matcher = RANGE.matcher(range);
            if (!matcher.matches()) {
                throw new UnreadableWord(list, EXPECTED);
            }
            String first = matcher.group(1);
            long from = Long.parseLong(first);
            long to = matcher.group(2) == null ? from : Long.parseLong(matcher.group(2));
            if (to < from || to - from + numbers.size() > MOST) {
                throw new UnreadableWord(list, "a list of at most " + MOST + " nodes, numbers ascending");
            }
            for (long number = from; number <= to; number++) {
                String digits = Long.toString(number);
                numbers.add("0".repeat(Math.max(0, first.length() - digits.length())) + digits);
            }
        }
        return numbers;
    }

    private static List<String> splitOutsideBrackets(String list) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(list.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(list.substring(begin));
        return parts;
    }
}
