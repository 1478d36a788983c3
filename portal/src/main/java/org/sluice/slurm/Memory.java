package org.sluice.slurm;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory. Slurm's units are binary: {@code 2000M} is 2000 MiB, {@code 62.50G} is 64000 MiB; a number alone
 * counts MiB on request lines (sbatch(1), "--mem") and bytes in sacct's usage columns.
 *
 * @param bytes never negative
 */
public record Memory(long bytes) implements Comparable<Memory> {
    public static final Memory NONE = new Memory(0);

    private static final String EXPECTED = "an amount of memory such as 4000M or 16G";
    private static final Pattern FORM = Pattern.compile("(\\d{1,15})(?:\\.(\\d{1,6}))?([KMGTPkmgtp]?)[iI]?[bB]?");
    private static final String UNITS = "KMGTP";
    private static final long MIB = 1L << 20;

    public Memory {
        if (bytes < 0) {
            throw new IllegalArgumentException("an amount of memory is never negative: " + bytes);
        }
    }

    public static Memory ofMebibytes(long mebibytes) {
        return new Memory(Math.multiplyExact(mebibytes, MIB));
    }

    /** Reads a request or an allocation; a number alone counts MiB. */
    public static Memory parse(String word) {
        return read(word, MIB).orElseThrow(() -> new UnreadableWord(word, EXPECTED));
    }

    public static Optional<Memory> tryParse(String word) {
        return read(word, MIB);
    }

    /** Reads a usage column of sacct, such as MaxRSS; a number alone counts bytes. */
    public static Optional<Memory> tryParseUsage(String word) {
        return read(word, 1);
    }

    private static Optional<Memory> read(String word, long alone) {
        Matcher matcher = FORM.matcher(word.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String unit = matcher.group(3).toUpperCase(Locale.ROOT);
        long factor = unit.isEmpty() ? alone : 1L << (10 * (UNITS.indexOf(unit) + 1));
        double fraction = matcher.group(2) == null ? 0 : Double.parseDouble("0." + matcher.group(2));
        try {
            long whole = Math.multiplyExact(Long.parseLong(matcher.group(1)), factor);
            return Optional.of(new Memory(Math.addExact(whole, Math.round(fraction * factor))));
        } catch (ArithmeticException tooMuch) {
            return Optional.empty();
        }
    }

    public long mebibytes() {
        return bytes / MIB;
    }

    /** For a person: {@code 62.5 GiB}, {@code 2000 MiB}, {@code 512 B}. */
    public String text() {
        int unit = 0;
        while (unit < UNITS.length() && bytes >= (10_000L << (10 * unit))) {
            unit++;
        }
        // An exact multiple of a larger unit is shown in it: 4 GiB, not 4096 MiB.
        while (unit < UNITS.length() && bytes > 0 && bytes % (1L << (10 * (unit + 1))) == 0) {
            unit++;
        }
        if (unit == 0) {
            return bytes + " B";
        }
        String number = String.format(Locale.ROOT, "%.1f", bytes / (double) (1L << (10 * unit)));
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + " "
                + UNITS.charAt(unit - 1) + "iB";
    }

    /** As sbatch reads it back exactly: {@code 4000M}, or {@code 1536K} where it is not whole MiB. */
    public String asOption() {
        return bytes % MIB == 0 ? bytes / MIB + "M" : (bytes + 1023) / 1024 + "K";
    }

    @Override
    public int compareTo(Memory other) {
        return Long.compare(bytes, other.bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
