package org.sluice.slurm;

/** A value that an option of sbatch cannot have, found before Slurm is asked. */
public class InvalidOption extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final SbatchOptions.Option option;

    InvalidOption(SbatchOptions.Option option, String value, String expected) {
        super("--" + option.word() + " needs " + expected + ", not \"" + visible(value) + "\".");
        this.option = option;
    }

    public SbatchOptions.Option option() {
        return option;
    }

    private static String visible(String value) {
        String shown = value.length() <= 80 ? value : value.substring(0, 80) + "...";
        return shown.replaceAll("\\p{Cntrl}", "\u2423");
    }
}
