package org.sluice.templates;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluice.slurm.SbatchOptions.Option;

/**
 * One field of a template's form. Its value goes to one place: an option of sbatch, or a variable of the script.
 *
 * @param choices value and words of each choice, in order; empty for other types
 * @param min least value of an integer, or null
 * @param max largest value of an integer, or null
 * @param option null when the value goes to a variable
 * @param variable null when the value goes to an option
 */
record FormField(
        String name,
        String label,
        String help,
        FieldType type,
        boolean required,
        String defaultValue,
        Map<String, String> choices,
        @Nullable Long min,
        @Nullable Long max,
        @Nullable Option option,
        @Nullable String variable) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final Pattern DIRECTIVE = Pattern.compile("(?m)^[ \\t]{0,8}#SBATCH\\b");
    /** Names that mean something to bash, the loader or Slurm itself. */
    private static final Pattern TAKEN = Pattern.compile(
            "(SLURM|SBATCH|SRUN|SQUEUE|SINFO|LD|BASH|LC|PMI|PMIX|OMPI)_.*|(PYTHON|PERL|RUBY).*|BASH|PATH|ENV|IFS|HOME|PWD|OLDPWD"
                    + "|USER|LOGNAME|SHELL|SHLVL|LANG|LANGUAGE|PS[0-9]|PROMPT_COMMAND|CDPATH|FPATH|GLOBIGNORE|EXECIGNORE"
                    + "|SHELLOPTS|BASHOPTS|POSIXLY_CORRECT|OPT(IND|ARG|ERR)|TMPDIR|TERM|TZ|HOST(NAME|TYPE)|UID|EUID|PPID|GROUPS"
                    + "|RANDOM|SRANDOM|SECONDS|EPOCH.*|LINENO|FUNCNAME|DIRSTACK|PIPESTATUS|REPLY|NODE_(OPTIONS|PATH)|GCONV_PATH"
                    + "|LOCPATH|CUDA_VISIBLE_DEVICES");

    /** Linux starts no program with a variable over 131,072 bytes, its name included (execve(2), MAX_ARG_STRLEN). */
    private static final int VARIABLE_LIMIT_BYTES = 130_000;

    FormField {
        require(NAME.matcher(name).matches(), "name '" + name + "' has to be small letters, digits and _");
        require(!label.isBlank(), "field " + name + " has no label");
        require((option == null) != (variable == null), "field " + name + " needs either option or variable");
        require(
                variable == null || VARIABLE.matcher(variable).matches(),
                "field " + name + ": variable '" + variable + "' has to be capital letters, digits and _");
        require(
                variable == null || !TAKEN.matcher(variable).matches(),
                "field " + name + ": variable '" + variable
                        + "' means something to the shell or to Slurm; choose another");
        require(
                (type == FieldType.CHOICE) != choices.isEmpty(),
                "field " + name + ": a choice has choices, nothing else has");
        require(
                type != FieldType.GPUS || option == Option.GPUS_PER_NODE,
                "field " + name + ": gpus go to gpus-per-node");
    }

    /** What is wrong with a value, in words for whoever typed it; an empty value is checked by {@code required} alone. */
    Optional<String> problem(String value) {
        if (value.isBlank()) {
            return required ? Optional.of("This is needed.") : Optional.empty();
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > VARIABLE_LIMIT_BYTES) {
            return Optional.of("Too long: no program of the job could start with it. Put it into a file on the cluster"
                    + " and name the file here.");
        }
        if (value.codePoints().anyMatch(FormField::isNoCharacter)) {
            return Optional.of("A zero byte or half a character cannot stand here.");
        }
        return switch (type) {
            case INTEGER -> integerProblem(value);
            case TIME -> TypedTime.forSlurm(value).isPresent() ? Optional.empty() : Optional.of(TypedTime.EXPECTED);
            case CHOICE -> choices.containsKey(value) ? Optional.empty() : Optional.of("Choose one of those offered.");
            case TEXTAREA -> Optional.empty();
            default -> oneLineProblem(value);
        };
    }

    /** A value without a problem, as it is sent: a time limit as Slurm writes it, anything else as it was typed. */
    String sent(String value) {
        return type == FieldType.TIME ? TypedTime.forSlurm(value).orElse(value) : value;
    }

    /** What a value without a problem means, where that is easily mistaken. */
    Optional<String> meaning(String value) {
        if (type == FieldType.TIME && !value.isBlank()) {
            return Optional.of(TypedTime.meaning(value));
        }
        return variable != null && DIRECTIVE.matcher(value).find()
                ? Optional.of(
                        "Lines that begin with #SBATCH do nothing here: Slurm reads them only at the top of a script."
                                + " Use the fields of this form instead.")
                : Optional.empty();
    }

    private Optional<String> integerProblem(String value) {
        if (!value.matches("-?\\d{1,12}")) {
            return Optional.of("Give a whole number.");
        }
        long number = Long.parseLong(value);
        if (min != null && number < min) {
            return Optional.of("At least " + min + ".");
        }
        return max != null && number > max ? Optional.of("At most " + max + ".") : Optional.empty();
    }

    /** Neither a script nor the database can hold it; half a pair of surrogates stands alone among the code points. */
    private static boolean isNoCharacter(int codePoint) {
        return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    private static Optional<String> oneLineProblem(String value) {
        return value.codePoints().anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029)
                ? Optional.of("Control characters cannot stand here; give one line of text.")
                : Optional.empty();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
