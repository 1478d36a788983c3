package org.sluice.templates;

import java.util.Map;
import java.util.stream.Collectors;
import org.sluice.slurm.SbatchOptions;

/**
 * The script that is sent: directives, then the one block in which values enter it, quoted, then the template's own
 * script, in which nothing is ever substituted.
 */
final class ScriptText {
    private ScriptText() {}

    static String of(JobTemplate template, SbatchOptions options, Map<String, String> variables) {
        String exports = variables.entrySet().stream()
                .map(variable -> "export " + variable.getKey() + "=" + quoted(variable.getValue()) + "\n")
                .collect(Collectors.joining());
        return "#!/bin/bash\n" + options.block() + "\n" + exports + (exports.isEmpty() ? "" : "\n") + template.body();
    }

    /** In single quotes nothing means anything to bash but the quote itself. */
    static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
