package org.sluice.gpu.exposition;

import java.nio.charset.StandardCharsets;

/** A number as Prometheus writes it: {@code 97}, {@code 112.252000}, {@code 1.4e+16}, {@code NaN}, {@code +Inf}. */
final class Decimal {
    private static final int EXACT_DIGITS = 15;
    private static final int LONGEST = 64;
    private static final double[] TENS = new double[EXACT_DIGITS + 1];

    static {
        TENS[0] = 1;
        for (int i = 1; i < TENS.length; i++) {
            TENS[i] = TENS[i - 1] * 10;
        }
    }

    private double value;

    /** Reads those bytes; false when they are no number. */
    boolean read(byte[] bytes, int from, int to) {
        int i = from;
        boolean negative = i < to && bytes[i] == '-';
        i += negative ? 1 : 0;
        long digits = 0;
        int count = 0;
        int fraction = -1;
        for (; i < to; i++) {
            byte b = bytes[i];
            if (b >= '0' && b <= '9') {
                digits = 10 * digits + (b - '0');
                fraction += fraction >= 0 ? 1 : 0;
                if (++count > EXACT_DIGITS) {
                    return readSlowly(bytes, from, to);
                }
            } else if (b == '.' && fraction < 0) {
                fraction = 0;
            } else {
                return readSlowly(bytes, from, to);
            }
        }
        double magnitude = digits / TENS[Math.max(0, fraction)];
        value = negative ? -magnitude : magnitude;
        return count > 0;
    }

    double value() {
        return value;
    }

    private boolean readSlowly(byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            return false;
        }
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        switch (text) {
            case "NaN" -> value = Double.NaN;
            case "+Inf", "Inf" -> value = Double.POSITIVE_INFINITY;
            case "-Inf" -> value = Double.NEGATIVE_INFINITY;
            default -> {
                return readWithExponent(text);
            }
        }
        return true;
    }

    private boolean readWithExponent(String text) {
        if (!text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0)) {
            return false;
        }
        try {
            value = Double.parseDouble(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
