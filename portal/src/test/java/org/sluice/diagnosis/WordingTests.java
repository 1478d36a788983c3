package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordingTests {
    private static final int LENGTH = 32 * 1024;
    /** Characters looked at for each character there is; a pattern that goes back needs thousands. */
    private static final int LOOKS = 8;

    @Test
    void everyWordingIsLookedForInTimeLinearInTheLine() throws IllegalAccessException {
        Map<String, String> kinds = HostileText.kinds(LENGTH);
        for (Wording wording : wordings()) {
            for (Map.Entry<String, String> kind : kinds.entrySet()) {
                Counted line = new Counted(kind.getValue());
                wording.in((CharSequence) line);
                assertThat(line.looks)
                        .as("%s in a line of %s", wording, kind.getKey())
                        .isLessThan((long) LOOKS * line.length());
            }
        }
    }

    @Test
    void theFixedWordsStandInWhateverThePatternFinds() throws IllegalAccessException {
        for (Wording wording : wordings()) {
            for (String line : HostileText.kinds(50).values()) {
                assertThat(wording.in(line).isPresent())
                        .as("%s in %s", wording, line)
                        .isEqualTo(wording.in((CharSequence) line).isPresent());
            }
        }
    }

    private static List<Wording> wordings() throws IllegalAccessException {
        List<Wording> all = new ArrayList<>();
        for (Rule rule : Rules.all()) {
            for (Field field : rule.getClass().getDeclaredFields()) {
                if (field.getType() == Wording.class) {
                    field.setAccessible(true);
                    all.add((Wording) field.get(null));
                }
            }
        }
        assertThat(all).hasSizeGreaterThan(10);
        return all;
    }

    /** A text that counts how often one of its characters is looked at. */
    private static final class Counted implements CharSequence {
        private final String text;
        private long looks;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            looks += end - start;
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            looks += text.length();
            return text;
        }
    }
}
