package org.sluice.cluster.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluice.slurm.UnreadableWord;

/**
 * One job as {@code scontrol show job} writes it, on lines: its ids and name, the lines of slurmctld, and then lines that
 * hold people's words. Names, paths and comments may pretend to be lines of their own. Therefore the lines of slurmctld are
 * believed only from the one line that tells the owner up to the first that holds people's words, where of a key that
 * stands twice the first value is slurmctld's; a text that is told twice is not known.
 *
 * @param head the first line: ids, before the name
 * @param fields the lines that slurmctld alone writes
 * @param shares the lines {@code Nodes=... CPU_IDs=... Mem=... GRES=...}, one a kind of share
 * @param texts the lines behind them that hold one text each
 * @param doubtful the keys of texts that were told twice and not alike
 */
record JobBlock(
        KeyValues head,
        String name,
        KeyValues fields,
        List<KeyValues> shares,
        Map<String, String> texts,
        Set<String> doubtful) {
    private static final String NAME = " JobName=";
    private static final String OWNER = "UserId";
    /** Stands between name and owner in a component of a heterogeneous job. */
    static final String COMPONENTS = "HetJobIdSet";

    private static final String GRES = "JOB_GRES";
    private static final String SHARE = "Nodes";
    private static final String NEXT_LINE = "\n   ";
    private static final Pattern LINES = Pattern.compile("\n {3,5}(?=\\S)");
    private static final Pattern KEY = Pattern.compile("([A-Za-z][A-Za-z0-9_/:]*)=.*", Pattern.DOTALL);
    /** The line that ends with the network asked for, which may hold anything. */
    private static final String LAST = "OverSubscribe";

    private static final Set<String> TEXTS = Set.of(
            "Command",
            "WorkDir",
            "StdErr",
            "StdIn",
            "StdOut",
            "Comment",
            "AdminComment",
            "SystemComment",
            "Extra",
            "MailUser",
            "SubmitLine",
            "TresPerJob",
            "TresPerNode",
            "TresPerSocket",
            "TresPerTask");

    static JobBlock of(String block) {
        List<String> lines = List.of(LINES.split(block, -1));
        String first = lines.get(0);
        int name = first.indexOf(NAME);
        if (name < 0) {
            throw new UnreadableWord(first, "the first line of a job, which tells its id and name");
        }
        int owner = owner(lines);
        int texts = owner;
        while (texts < lines.size() && !key(lines.get(texts)).equals(LAST) && !TEXTS.contains(key(lines.get(texts)))) {
            texts++;
        }
        List<KeyValues> shares = new ArrayList<>();
        KeyValues fields = fields(lines.subList(owner, texts), shares);
        Map<String, String> found = new HashMap<>();
        Set<String> doubtful = texts(lines.subList(texts, lines.size()), found);
        boolean component = owner > 1 && key(lines.get(owner - 1)).equals(COMPONENTS);
        List<String> named = new ArrayList<>(lines.subList(0, component ? owner - 1 : owner));
        named.set(0, first.substring(name + NAME.length()));
        return new JobBlock(
                KeyValues.ofUnique(first.substring(0, name)),
                String.join(NEXT_LINE, named),
                fields,
                List.copyOf(shares),
                Map.copyOf(found),
                Set.copyOf(doubtful));
    }

    /** The text; empty where there is none, or none for certain. */
    String text(String key) {
        return texts.getOrDefault(key, "");
    }

    /** The one line that tells the owner: where two do, one of them is somebody's words. */
    private static int owner(List<String> lines) {
        int found = 0;
        for (int i = 1; i < lines.size(); i++) {
            if (key(lines.get(i)).equals(OWNER)) {
                if (found > 0) {
                    throw new UnreadableWord(OWNER, "there only once: people's words imitate Slurm's");
                }
                found = i;
            }
        }
        if (found == 0) {
            throw new UnreadableWord(OWNER, "among the keys of this record");
        }
        return found;
    }

    private static KeyValues fields(List<String> lines, List<KeyValues> shares) {
        StringBuilder fields = new StringBuilder();
        String before = "";
        for (String line : lines) {
            String key = key(line);
            if (key.equals(SHARE) && (before.equals(GRES) || before.equals(SHARE))) {
                shares.add(KeyValues.of(line));
            } else {
                fields.append(line).append('\n');
            }
            before = key;
        }
        return KeyValues.of(fields.toString());
    }

    /** Takes the texts apart; a line without a key goes on with the text before it. */
    private static Set<String> texts(List<String> lines, Map<String, String> found) {
        Set<String> doubtful = new LinkedHashSet<>();
        String open = "";
        for (String line : lines) {
            String key = key(line);
            if (TEXTS.contains(key)) {
                String text = line.substring(key.length() + 1).strip();
                String before = found.putIfAbsent(key, text);
                if (before != null && !before.equals(text)) {
                    doubtful.add(key);
                }
                open = key;
            } else if (!key.isEmpty()) {
                open = "";
            } else if (!open.isEmpty()) {
                found.merge(open, NEXT_LINE + line.stripTrailing(), String::concat);
            }
        }
        found.keySet().removeAll(doubtful);
        return doubtful;
    }

    /** What stands in front of a line's first equals sign; empty where it has no key. */
    private static String key(String line) {
        Matcher matcher = KEY.matcher(line);
        return matcher.matches() ? matcher.group(1) : "";
    }
}
