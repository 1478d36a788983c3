package org.sluice.files;

/**
 * What a terminal would show of a text that comes in pieces: control sequences are left out (ECMA-48, xterm's ctlseqs), line
 * ends and carriage returns stay. Each character is looked at once; a sequence that never ends is over with its line.
 */
final class TerminalText {
    private static final char BELL = '\u0007';
    private static final char CANCEL = '\u0018';
    private static final char SUBSTITUTE = '\u001a';
    private static final char ESCAPE = '\u001b';

    private enum Place {
        TEXT,
        AFTER_ESCAPE,
        DESIGNATION,
        CONTROL_SEQUENCE,
        STRING,
        STRING_AFTER_ESCAPE
    }

    private Place place = Place.TEXT;

    /** The line as it stands in the end: a carriage return begins it anew. */
    static String shown(String line, int mostCharacters) {
        String whole = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        String text = new TerminalText().next(whole.substring(whole.lastIndexOf('\r') + 1));
        if (text.length() <= mostCharacters) {
            return text;
        }
        boolean pair = Character.isHighSurrogate(text.charAt(mostCharacters - 1));
        return text.substring(0, pair ? mostCharacters - 1 : mostCharacters) + "…";
    }

    /** Each line as it stands in the end; what has begun the last line anew stays, for more of it may come. */
    static String ofLines(String text) {
        String plain = new TerminalText().next(text);
        StringBuilder lines = new StringBuilder(plain.length());
        int from = 0;
        while (from < plain.length()) {
            int end = plain.indexOf('\n', from);
            int until = end < 0 ? plain.length() : end;
            int last = until > from && plain.charAt(until - 1) == '\r' ? until - 1 : until;
            int begin = last == from ? from : Math.max(from, plain.lastIndexOf('\r', last - 1) + 1);
            lines.append(plain, begin, end < 0 ? until : last);
            if (end >= 0) {
                lines.append('\n');
            }
            from = until + 1;
        }
        return lines.toString();
    }

    /** Where a sequence begins that the text does not end; its length where none does. */
    static int unended(String text) {
        TerminalText read = new TerminalText();
        read.next(text);
        return read.place == Place.TEXT ? text.length() : text.lastIndexOf(ESCAPE);
    }

    /** The next piece; a sequence may have begun in the one before. */
    String next(String piece) {
        StringBuilder text = new StringBuilder(piece.length());
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (shows(c)) {
                text.append(c);
            }
        }
        return text.toString();
    }

    private boolean shows(char c) {
        if (c == '\n' || c == '\r') {
            place = Place.TEXT;
            return true;
        }
        if (c == CANCEL || c == SUBSTITUTE) {
            place = Place.TEXT;
            return false;
        }
        if (c == ESCAPE) {
            place = place == Place.STRING ? Place.STRING_AFTER_ESCAPE : Place.AFTER_ESCAPE;
            return false;
        }
        return switch (place) {
            case TEXT -> isText(c);
            case AFTER_ESCAPE, STRING_AFTER_ESCAPE -> afterEscape(c);
            case DESIGNATION -> isBetween(c, ' ', '/') ? false : ends(c, '0');
            case CONTROL_SEQUENCE -> isBetween(c, ' ', '?') ? false : ends(c, '@');
            case STRING -> {
                place = c == BELL ? Place.TEXT : Place.STRING;
                yield false;
            }
        };
    }

    private boolean afterEscape(char c) {
        if (c == '[') {
            place = Place.CONTROL_SEQUENCE;
        } else if (c == ']' || c == 'P' || c == 'X' || c == '^' || c == '_') {
            place = Place.STRING;
        } else if (isBetween(c, ' ', '/')) {
            place = Place.DESIGNATION;
        } else {
            return ends(c, '0');
        }
        return false;
    }

    /** The sequence is over: its last character belongs to it, one that no sequence can have is text. */
    private boolean ends(char c, char least) {
        place = Place.TEXT;
        return !isBetween(c, least, '~') && isText(c);
    }

    private static boolean isText(char c) {
        return c == '\t' || !Character.isISOControl(c);
    }

    private static boolean isBetween(char c, char first, char last) {
        return c >= first && c <= last;
    }
}
