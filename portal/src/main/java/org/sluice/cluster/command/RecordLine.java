package org.sluice.cluster.command;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluice.slurm.SlurmText;

/**
 * One record as {@code scontrol --oneliner} writes it: first the fields of slurmctld, then people's texts. A text may hold
 * anything, words such as {@code job=42} too, so it ends only where another text of the same kind of record begins.
 *
 * @param fields what stands in front of the first text
 * @param texts the texts by their key, as they are written
 */
record RecordLine(String fields, Map<String, String> texts) {
    /**
     * Who wrote the reason of a node and when: {@code [root@1764543210]}. Slurm writes it behind the reason's first line
     * (22.05 to 25.05).
     */
    static final Pattern SIGNATURE =
            Pattern.compile(" \\[([^\\[\\]\\s]+)@(\\d{9,12}|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d|Unknown)]");

    private static final String SIGNED = "Reason";
    /** What slurmctld writes behind a node's texts (23.11 and later). */
    private static final List<String> BEHIND = List.of("ReservationName=", "InstanceType=", "InstanceId=");

    /**
     * Takes a record apart.
     *
     * @param keys the keys of the texts, in Slurm's order
     */
    static RecordLine of(String line, List<String> keys) {
        int first = next(line, 0, keys);
        String rest = withoutWhatIsBehind(line.substring(first));
        Map<String, String> texts = new HashMap<>();
        for (String key : keys) {
            String opening = opening(key);
            if (rest.startsWith(opening)) {
                int end = key.equals(SIGNED)
                        ? endOfReason(rest, opening.length(), keys)
                        : next(rest, opening.length(), keys);
                texts.put(key, rest.substring(opening.length(), end).strip());
                rest = rest.substring(end);
            }
        }
        return new RecordLine(line.substring(0, first), Map.copyOf(texts));
    }

    /** The text; empty where there is none. */
    String text(String key) {
        return SlurmText.orEmpty(texts.getOrDefault(key, ""));
    }

    /** Behind the signature that another text follows, or else where the first text begins behind any signature. */
    private static int endOfReason(String rest, int from, List<String> keys) {
        Matcher signature = SIGNATURE.matcher(rest);
        int signed = from;
        boolean found = signature.find(from);
        while (found) {
            int end = signature.end();
            if (end == rest.length() || keys.stream().anyMatch(key -> rest.startsWith(opening(key), end))) {
                return end;
            }
            signed = signed == from ? end : signed;
            found = signature.find();
        }
        return next(rest, signed, keys);
    }

    private static int next(String line, int from, List<String> keys) {
        int next = line.length();
        for (String key : keys) {
            int begin = line.indexOf(opening(key), from);
            next = begin >= 0 && begin < next ? begin : next;
        }
        return next;
    }

    private static String opening(String key) {
        return " " + key + "=";
    }

    private static String withoutWhatIsBehind(String texts) {
        String rest = texts.stripTrailing();
        for (String field : BEHIND) {
            int last = rest.lastIndexOf(' ');
            if (last >= 0 && rest.startsWith(field, last + 1)) {
                rest = rest.substring(0, last).stripTrailing();
            }
        }
        return rest;
    }
}
