package org.sluice.cluster.command;

import java.util.List;
import org.sluice.access.AdminLevel;
import org.sluice.cluster.Rows;
import org.sluice.cluster.SlurmUser;
import org.sluice.slurm.UnreadableWord;

/** {@code sacctmgr show users}: who is operator or administrator, and who coordinates which account. */
public final class SacctmgrShowUsers {
    private static final List<String> FIELDS = List.of("User", "AdminLevel", "DefaultAccount", "Coordinators");

    private SacctmgrShowUsers() {}

    public static List<String> argv() {
        return List.of(
                "sacctmgr",
                "--readonly",
                "--noheader",
                "--parsable2",
                "show",
                "users",
                "withcoordinator",
                "format=" + String.join(",", FIELDS));
    }

    public static Rows<SlurmUser> parse(String stdout) {
        return Table.read(stdout, FIELDS.size(), SacctmgrShowUsers::read);
    }

    private static SlurmUser read(List<String> row) {
        return new SlurmUser(
                row.get(FIELDS.indexOf("User")),
                level(row.get(FIELDS.indexOf("AdminLevel"))),
                row.get(FIELDS.indexOf("DefaultAccount")),
                Written.names(row.get(FIELDS.indexOf("Coordinators"))));
    }

    /** sacctmgr(1), "AdminLevel"; a level not known here must not become a right. */
    private static AdminLevel level(String word) {
        return switch (word) {
            case "None", "Not Set", "" -> AdminLevel.NONE;
            case "Operator" -> AdminLevel.OPERATOR;
            case "Administrator" -> AdminLevel.ADMINISTRATOR;
            default -> throw new UnreadableWord(word, "an AdminLevel");
        };
    }
}
