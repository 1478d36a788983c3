package org.sluice.slurm;

/** A word that does not belong to the grammar it was read with. */
public class UnreadableWord extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 120;

    private final String word;

    /**
     * Says what was wanted instead.
     *
     * @param expected what belongs here, with an example: "a job id such as 123 or 123_4"
     */
    public UnreadableWord(String word, String expected) {
        super("\"" + shortened(word) + "\" is not " + expected);
        this.word = word;
    }

    public String word() {
        return word;
    }

    private static String shortened(String word) {
        return word.length() <= SHOWN ? word : word.substring(0, SHOWN) + "...";
    }
}
