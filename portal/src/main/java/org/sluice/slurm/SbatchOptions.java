package org.sluice.slurm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a submission asks of sbatch, typed and checked, in a fixed order. sbatch's arguments and the {@code #SBATCH} lines
 * that people are shown come from the same list, so they cannot differ.
 */
public final class SbatchOptions {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./\\[\\]-]+");
    private static final int LONGEST = 1024;

    public static final SbatchOptions NONE = new SbatchOptions(Map.of());

    private final Map<Option, String> values;

    /** An option of sbatch(1), with what its value must look like. */
    public enum Option {
        JOB_NAME("job-name", Rule.TEXT),
        ACCOUNT("account", Rule.NAME),
        PARTITION("partition", Rule.NAMES),
        QOS("qos", Rule.NAME),
        NODES("nodes", Rule.COUNT),
        NTASKS("ntasks", Rule.COUNT),
        NTASKS_PER_NODE("ntasks-per-node", Rule.COUNT),
        CPUS_PER_TASK("cpus-per-task", Rule.COUNT),
        MEMORY("mem", Rule.MEMORY),
        MEMORY_PER_CPU("mem-per-cpu", Rule.MEMORY),
        MEMORY_PER_GPU("mem-per-gpu", Rule.MEMORY),
        GPUS_PER_NODE("gpus-per-node", Rule.GPUS),
        GRES("gres", Rule.GRES),
        TIME("time", Rule.TIME),
        OUTPUT("output", Rule.TEXT),
        ERROR("error", Rule.TEXT),
        CHDIR("chdir", Rule.PATH),
        ARRAY("array", Rule.ARRAY),
        CONSTRAINT("constraint", Rule.TEXT),
        RESERVATION("reservation", Rule.NAMES),
        NODELIST("nodelist", Rule.HOSTS),
        EXCLUDE("exclude", Rule.HOSTS),
        BEGIN("begin", Rule.TEXT),
        DEADLINE("deadline", Rule.TEXT),
        DEPENDENCY("dependency", Rule.DEPENDENCY),
        COMMENT("comment", Rule.TEXT);

        private final String word;
        private final Rule rule;

        Option(String word, Rule rule) {
            this.word = word;
            this.rule = rule;
        }

        /** The long option without its dashes: {@code gpus-per-node}. */
        public String word() {
            return word;
        }

        /** The option of this word; empty for one that Sluice does not offer. */
        public static Optional<Option> ofWord(String word) {
            for (Option option : values()) {
                if (option.word.equals(word)) {
                    return Optional.of(option);
                }
            }
            return Optional.empty();
        }
    }

    /** What a value must look like; Slurm decides the rest. */
    private enum Rule {
        TEXT(".+", "some text"),
        NAME("[^\\s,;|=-][^\\s,;|=]*", "a name without spaces or commas"),
        NAMES("[^\\s,;|=-][^\\s;|=]*", "a name, or several separated by commas"),
        COUNT("[1-9]\\d{0,8}(-[1-9]\\d{0,8})?", "a number from 1 on"),
        MEMORY("\\d{1,12}[KMGT]?", "an amount of memory such as 4000M or 16G"),
        GPUS(
                "([A-Za-z0-9_][A-Za-z0-9_.-]*:)?\\d{1,6}",
                "a number of GPUs, with their type in front if it matters: a100:2"),
        GRES(
                "[a-z][a-z0-9_]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?:\\d{1,6}",
                "a generic resource and how many of it on each node, such as shard:1"),
        TIME("\\d+|(\\d+-)?\\d+(:\\d+){0,2}|UNLIMITED", "a time limit such as 30 (minutes), 2:00:00 or 1-12:00:00"),
        PATH("/.*", "a path that begins with /"),
        ARRAY("[0-9][0-9,:-]*(%[1-9]\\d*)?", "task numbers such as 0-15, 1,3,5 or 0-99%10"),
        HOSTS("[A-Za-z0-9][A-Za-z0-9_.,\\[\\]-]*", "a list of nodes such as a[1-3],b2"),
        DEPENDENCY("[A-Za-z0-9:+_,?-]+", "a dependency such as afterok:123");

        private final Pattern form;
        private final String expected;

        Rule(String form, String expected) {
            this.form = Pattern.compile(form);
            this.expected = expected;
        }
    }

    private static final Set<Option> MEMORY_OPTIONS =
            EnumSet.of(Option.MEMORY, Option.MEMORY_PER_CPU, Option.MEMORY_PER_GPU);

    private SbatchOptions(Map<Option, String> values) {
        this.values = values;
    }

    /**
     * These options and one more, or another value for one that is there.
     *
     * @throws InvalidOption with a sentence for the person when the value cannot be what the option needs
     */
    public SbatchOptions with(Option option, String value) {
        Optional<String> expected = problem(option, value);
        if (expected.isPresent()) {
            throw new InvalidOption(option, value, expected.get());
        }
        Map<Option, String> more = new EnumMap<>(Option.class);
        more.putAll(values);
        more.put(option, value);
        return new SbatchOptions(Collections.unmodifiableMap(more));
    }

    public SbatchOptions with(Option option, long count) {
        return with(option, Long.toString(count));
    }

    public SbatchOptions with(Option option, Memory memory) {
        return with(option, memory.asOption());
    }

    public SbatchOptions with(Option option, TimeLimit limit) {
        return with(option, limit.toString());
    }

    /** These options and those, whose values go before. Of the three ways to ask for memory sbatch takes one: theirs. */
    public SbatchOptions with(SbatchOptions others) {
        Map<Option, String> more = new EnumMap<>(Option.class);
        more.putAll(values);
        if (others.values.keySet().stream().anyMatch(MEMORY_OPTIONS::contains)) {
            more.keySet().removeAll(MEMORY_OPTIONS);
        }
        more.putAll(others.values);
        return new SbatchOptions(Collections.unmodifiableMap(more));
    }

    /** GPUs on each node; an empty type takes any. */
    public SbatchOptions withGpusPerNode(String type, long count) {
        return with(Option.GPUS_PER_NODE, type.isEmpty() ? Long.toString(count) : type + ":" + count);
    }

    public Optional<String> value(Option option) {
        return Optional.ofNullable(values.get(option));
    }

    /** sbatch's arguments, each whole: {@code --nodes=2}. */
    public List<String> arguments() {
        return values.entrySet().stream()
                .map(entry -> "--" + entry.getKey().word() + "=" + entry.getValue())
                .toList();
    }

    /** The same as lines of a script; values that a script line could not hold otherwise stand in quotes. */
    public List<String> directives() {
        List<String> lines = new ArrayList<>();
        values.forEach((option, value) -> lines.add("#SBATCH --" + option.word() + "=" + quoted(value)));
        return List.copyOf(lines);
    }

    /** The block of directives, a line each, ending with a line break; empty without options. */
    public String block() {
        return directives().stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    /** What the option needs instead of this value, in words; empty when it can have it. */
    public static Optional<String> problem(Option option, String value) {
        boolean printable = value.codePoints()
                .noneMatch(c ->
                        Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || Character.isSurrogate(charOf(c)));
        if (!printable) {
            return Optional.of("text on one line without control characters");
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return Optional.of("text of at most " + LONGEST + " bytes");
        }
        return option.rule.form.matcher(value).matches() ? Optional.empty() : Optional.of(option.rule.expected);
    }

    /** A lone surrogate stands as itself among the code points; a pair does not. */
    private static char charOf(int codePoint) {
        return codePoint <= Character.MAX_VALUE ? (char) codePoint : ' ';
    }

    private static String quoted(String value) {
        if (PLAIN.matcher(value).matches()) {
            return value;
        }
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SbatchOptions that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return String.join(" ", arguments());
    }
}
