package org.sluice.files;

import java.util.regex.Pattern;

/** What a terminal would show of a line: control sequences gone, a carriage return begins the line anew. */
final class TerminalText {
    private static final Pattern SEQUENCES = Pattern.compile(
            "\\x1b\\[[0-9;?]*[ -/]*[@-~]|\\x1b\\][^\\x07]*\\x07|[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]");

    private TerminalText() {}

    static String shown(String line, int mostCharacters) {
        String whole = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        String last = whole.substring(whole.lastIndexOf('\r') + 1);
        String text = SEQUENCES.matcher(last).replaceAll("");
        return text.length() <= mostCharacters ? text : text.substring(0, mostCharacters) + "…";
    }
}
