package org.sluice.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sluice.Patience;
import org.sluice.slurm.SbatchOptions;

/** What people type reaches the script as it is, whatever it is: asked of a real bash. */
class ScriptTextTests {
    private static final String LETTERS = "'\"\\$`(){}[];&|<>*?!#~%=+-_ \t\nabcé✓";

    @Test
    void givesEveryValueToTheScriptUnchanged() throws Exception {
        List<String> values = new ArrayList<>(List.of(
                "",
                "'",
                "it's",
                "$(touch /tmp/never)",
                "`id`",
                "a\nb\n",
                "\\",
                "'; rm -rf /; '",
                "${HOME}",
                "!!",
                "#SBATCH --uid=0",
                "EOF",
                "-n",
                "é✓𝄞"));
        Random random = new Random(20261121);
        for (int i = 0; i < 300; i++) {
            StringBuilder value = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                value.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            values.add(value.toString());
        }
        Map<String, String> variables = new LinkedHashMap<>();
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            variables.put("V" + i, values.get(i));
            body.append("printf '%s\\0' \"$V").append(i).append("\"\n");
        }
        JobTemplate template =
                new JobTemplate("t", "t", "t", "t", "cpu", 1, SbatchOptions.NONE, List.of(), body.toString());

        assertThat(run(ScriptText.of(template, SbatchOptions.NONE, variables))).containsExactlyElementsOf(values);
    }

    private static List<String> run(String script) throws Exception {
        Process bash = new ProcessBuilder("bash", "-s").start();
        bash.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
        bash.getOutputStream().close();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Patience.awaitEnd(bash);
        assertThat(bash.exitValue()).isZero();
        List<String> parts = new ArrayList<>(List.of(output.split("\0", -1)));
        parts.remove(parts.size() - 1);
        return parts;
    }
}
