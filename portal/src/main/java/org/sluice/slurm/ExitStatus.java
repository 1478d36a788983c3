package org.sluice.slurm;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a job or step ended, {@code code:signal} as Slurm writes it: {@code 0:0}, {@code 3:0}, {@code 0:9} (killed by
 * signal 9), {@code 139:0} (the script's shell saw a child die of signal 11; sacct of 22.05 and 24.11 writes that one
 * {@code 11:0} or {@code 0:11}), {@code 0:125} (out of memory), {@code 0:53} (output file could not be opened).
 *
 * @param code what the program returned, 0 to 255
 * @param signal the signal that ended it, 0 for none; above 64 it is Slurm's own mark and no signal
 */
public record ExitStatus(int code, int signal) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5}):(\\d{1,5})");
    private static final int OUT_OF_MEMORY = 125;
    private static final int NOT_STARTED = 53;
    private static final int SHELL_SIGNALS_FROM = 128;
    private static final int LAST_SIGNAL = 64;
    private static final String[] NAMES = {
        "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
        "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
        "WINCH", "IO", "PWR", "SYS"
    };

    public static ExitStatus parse(String word) {
        Matcher matcher = FORM.matcher(word.strip());
        if (!matcher.matches()) {
            throw new UnreadableWord(word, "an exit status such as 0:0, 3:0 or 0:9");
        }
        return new ExitStatus(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /**
     * This one, or the other where that says the same and more: of a script that returned 139 slurmctld tells {@code 139:0}
     * and accounting {@code 11:0} (seen in 22.05).
     */
    public ExitStatus orFuller(@Nullable ExitStatus other) {
        if (other != null && signal == 0 && other.signal == 0 && code > 0 && other.code - SHELL_SIGNALS_FROM == code) {
            return other;
        }
        return this;
    }

    public boolean isSuccess() {
        return code == 0 && signal == 0;
    }

    /** Slurm's mark that the kernel ended it for its memory (seen in 22.05 and 24.11 with cgroups). */
    public boolean isOutOfMemory() {
        return signal == OUT_OF_MEMORY;
    }

    /** Slurm's mark that the script could not be started, mostly for its output file (seen in 22.05 and 24.11). */
    public boolean isNotStarted() {
        return code == 0 && signal == NOT_STARTED;
    }

    /** The signal that ended it, directly or as its shell reported it (128 + signal). */
    public OptionalInt killedBy() {
        if (signal > 0 && signal <= LAST_SIGNAL && !isNotStarted()) {
            return OptionalInt.of(signal);
        }
        int throughShell = code - SHELL_SIGNALS_FROM;
        return signal == 0 && throughShell > 0 && throughShell <= LAST_SIGNAL
                ? OptionalInt.of(throughShell)
                : OptionalInt.empty();
    }

    /** For a person: {@code exit 3}, {@code killed by SIGKILL (0:9)}. */
    public String text() {
        if (isOutOfMemory()) {
            return "out of memory (" + this + ")";
        }
        if (isNotStarted()) {
            return "could not be started; mostly its output file cannot be written (" + this + ")";
        }
        if (killedBy().isPresent()) {
            return "killed by " + signalName(killedBy().getAsInt()) + " (" + this + ")";
        }
        return signal == 0 ? "exit " + code : "ended by Slurm (" + this + ")";
    }

    /** {@code SIGKILL} for 9. */
    public static String signalName(int number) {
        return number < NAMES.length ? "SIG" + NAMES[number] : "signal " + number;
    }

    @Override
    public String toString() {
        return code + ":" + signal;
    }
}
