package org.sluice.cluster.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluice.slurm.UnreadableWord;

/**
 * One job as {@code scontrol show job} writes it, on lines. Names, paths and comments are people's words and may pretend
 * to be lines of their own; a block in which a key stands twice is therefore not believed.
 *
 * @param head the first line: ids, before the name
 * @param fields the lines that slurmctld alone writes
 * @param shares the lines {@code Nodes=... CPU_IDs=... Mem=... GRES=...}, one a kind of share
 * @param texts the lines that hold one text of the owner's each
 */
record JobBlock(KeyValues head, String name, KeyValues fields, List<KeyValues> shares, Map<String, String> texts) {
    private static final String NAME = " JobName=";
    private static final String GRES = "JOB_GRES";
    private static final String SHARE = "Nodes";
    private static final Pattern KEY = Pattern.compile("([A-Za-z][A-Za-z0-9_/:]*)=.*", Pattern.DOTALL);
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
            "Features",
            "BatchFeatures",
            "MailUser",
            "SubmitLine");

    static JobBlock of(String block) {
        List<String> lines = List.of(block.split("\n {3,5}(?=\\S)", -1));
        String first = lines.get(0);
        int name = first.indexOf(NAME);
        if (name < 0) {
            throw new UnreadableWord(first, "the first line of a job, which tells its id and name");
        }
        StringBuilder fields = new StringBuilder();
        List<KeyValues> shares = new ArrayList<>();
        Map<String, String> texts = new HashMap<>();
        String before = "";
        for (String line : lines.subList(1, lines.size())) {
            String key = key(line);
            if (key.equals(SHARE) && (before.equals(GRES) || before.equals(SHARE))) {
                shares.add(KeyValues.ofUnique(line));
            } else if (!TEXTS.contains(key)) {
                fields.append(line).append('\n');
            } else if (texts.put(key, line.substring(key.length() + 1).strip()) != null) {
                throw new UnreadableWord(key, "there only once: the job's own words imitate Slurm's");
            }
            before = key;
        }
        return new JobBlock(
                KeyValues.ofUnique(first.substring(0, name)),
                first.substring(name + NAME.length()),
                KeyValues.ofUnique(fields.toString()),
                List.copyOf(shares),
                Map.copyOf(texts));
    }

    String text(String key) {
        return texts.getOrDefault(key, "");
    }

    private static String key(String line) {
        Matcher matcher = KEY.matcher(line);
        return matcher.matches() ? matcher.group(1) : line;
    }
}
