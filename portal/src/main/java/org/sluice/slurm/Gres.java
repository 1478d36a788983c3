package org.sluice.slurm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Generic resources as nodes and jobs write them: {@code gpu:a100:4(S:0-1)}, {@code gpu:a100:2(IDX:0-1)},
 * {@code gpu:a100:2(CNT:2)} (no File= in gres.conf), {@code gpu:1g.10gb:4} (MIG), {@code shard:a100:8},
 * {@code gres:gpu:2} (22.05) and {@code gres/gpu:2} (24.11), {@code gpu} alone for one.
 *
 * @param type Slurm's name of the type; empty when none is named
 * @param positions Slurm's IDX: positions in the node's gres.conf, not device minors; absent when Slurm gives none
 */
public record Gres(String name, String type, long count, Optional<List<Integer>> positions) {
    private static final String EXPECTED = "a generic resource such as gpu:a100:4 or gpu:a100:2(IDX:0-1)";
    private static final Pattern FORM = Pattern.compile(
            "(?:gres[:/])?([A-Za-z_][\\w.-]*)(?::([A-Za-z0-9_][\\w. -]*?))?(?:[:=](\\d{1,15})([KMGTP]?))?(\\([^()]*\\))?");
    private static final Pattern COUNT_ONLY = Pattern.compile("(\\d{1,15})([KMGTP]?)");
    private static final Pattern POSITIONS = Pattern.compile("IDX:([0-9,-]+)");
    private static final String UNITS = "KMGTP";

    /** All resources of a list; none for an absent one. */
    public static List<Gres> parseList(String list) {
        if (Absent.is(list)) {
            return List.of();
        }
        List<Gres> all = new ArrayList<>();
        for (String part : splitOutsideParentheses(list)) {
            all.add(parse(part));
        }
        return List.copyOf(all);
    }

    static Gres parse(String word) {
        Matcher matcher = FORM.matcher(word.strip());
        if (!matcher.matches()) {
            throw new UnreadableWord(word, EXPECTED);
        }
        String type = matcher.group(2) == null ? "" : matcher.group(2);
        long count = matcher.group(3) == null ? 1 : scaled(matcher.group(3), matcher.group(4));
        Matcher countOnly = COUNT_ONLY.matcher(type);
        if (matcher.group(3) == null && countOnly.matches()) {
            count = scaled(countOnly.group(1), countOnly.group(2));
            type = "";
        }
        String notes = matcher.group(5) == null ? "" : matcher.group(5);
        return new Gres(matcher.group(1), type, count, positionsIn(notes));
    }

    public boolean isGpu() {
        return name.equals("gpu");
    }

    /** GPUs of a list in all; shards and other resources are none. */
    public static long gpus(List<Gres> all) {
        return all.stream().filter(Gres::isGpu).mapToLong(Gres::count).sum();
    }

    /** Shares of GPUs of a list in all. */
    public static long shards(List<Gres> all) {
        return all.stream()
                .filter(gres -> gres.name.equals("shard"))
                .mapToLong(Gres::count)
                .sum();
    }

    /** As Slurm asks for it: {@code gpu:a100:4}. */
    @Override
    public String toString() {
        return name + (type.isEmpty() ? "" : ":" + type) + ":" + count;
    }

    private static Optional<List<Integer>> positionsIn(String notes) {
        Matcher matcher = POSITIONS.matcher(notes);
        return matcher.find() ? Optional.of(Positions.parse(matcher.group(1))) : Optional.empty();
    }

    private static long scaled(String number, String unit) {
        long factor = unit.isEmpty() ? 1 : 1L << (10 * (UNITS.indexOf(unit) + 1));
        return Math.multiplyExact(Long.parseLong(number), factor);
    }

    private static List<String> splitOutsideParentheses(String list) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(list.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(list.substring(begin));
        return parts;
    }
}
