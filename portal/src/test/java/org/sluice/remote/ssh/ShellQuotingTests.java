package org.sluice.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellQuotingTests {
    private static final String TROUBLE = "'\"`$(){}[]<>|&;*?!#~%=\\\n\r\t -@^\u0001\u001b\u007f\u0080\u0081\u0088é漢😀";
    private static final long SEED = 20261121;

    @Test
    void quotesAsTheGrammarSays() {
        assertThat(word("")).isEqualTo("''");
        assertThat(word("$(id)")).isEqualTo("'$(id)'");
        assertThat(word("it's")).isEqualTo("'it'\\''s'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void everyValueArrivesAsItIs(String shell) throws IOException {
        List<String> values = hostileValues();
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        for (String value : values) {
            script.writeBytes("printf '%s\\036' ".getBytes(StandardCharsets.US_ASCII));
            script.writeBytes(ShellQuoting.word(value));
            script.write('\n');
        }
        Local.Result arrived = Local.run(Map.of("LC_ALL", "C"), script.toByteArray(), shell);
        assertThat(List.of(arrived.output().split("\036", -1)).subList(0, values.size()))
                .isEqualTo(values);
    }

    @Test
    void refusesWhatNoWordCanHold() {
        assertThatIllegalArgumentException().isThrownBy(() -> ShellQuoting.word("a\0b"));
        assertThatIllegalArgumentException().isThrownBy(() -> ShellQuoting.word("half \ud83d a character"));
    }

    /** Values made of what shells care about, and one of 100 kB. */
    static List<String> hostileValues() {
        Random random = new Random(SEED);
        int[] trouble = TROUBLE.codePoints().toArray();
        List<String> values =
                new ArrayList<>(List.of("", " ", "'", "''", "\\'", "\n", "$(touch x)", "`id`", "-n", "--"));
        for (int i = 0; i < 300; i++) {
            values.add(random.ints(random.nextInt(40), 0, trouble.length)
                    .mapToObj(at -> Character.toString(trouble[at]))
                    .collect(Collectors.joining()));
        }
        values.add(IntStream.range(0, 100_000 / 4).mapToObj(i -> "a'\"\n").collect(Collectors.joining()));
        return values;
    }

    private static String word(String value) {
        return new String(ShellQuoting.word(value), StandardCharsets.UTF_8);
    }
}
