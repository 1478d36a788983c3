package org.sluice.cluster.command;

import java.util.List;
import org.sluice.cluster.Association;
import org.sluice.cluster.Rows;
import org.sluice.slurm.TimeLimit;
import org.sluice.slurm.Tres;

/** {@code sacctmgr show associations}: who may charge to which account. Rows of accounts themselves name no user. */
public final class SacctmgrShowAssociations {
    private static final List<String> FIELDS =
            List.of("Account", "User", "Partition", "DefaultQOS", "QOS", "MaxJobs", "MaxSubmit", "MaxWall", "MaxTRES");

    private SacctmgrShowAssociations() {}

    public static List<String> argv() {
        return List.of(
                "sacctmgr",
                "--readonly",
                "--noheader",
                "--parsable2",
                "show",
                "associations",
                "format=" + String.join(",", FIELDS));
    }

    /** The associations of users; the limits that accounts have on their own rows are not in it. */
    public static Rows<Association> parse(String stdout) {
        Rows<Association> rows = Table.read(stdout, FIELDS.size(), SacctmgrShowAssociations::read);
        List<Association> ofUsers =
                rows.all().stream().filter(row -> !row.user().isEmpty()).toList();
        return new Rows<>(ofUsers, rows.unreadable(), rows.samples());
    }

    private static Association read(List<String> row) {
        return new Association(
                row.get(FIELDS.indexOf("Account")),
                row.get(FIELDS.indexOf("User")),
                row.get(FIELDS.indexOf("Partition")),
                row.get(FIELDS.indexOf("DefaultQOS")),
                Written.names(row.get(FIELDS.indexOf("QOS"))),
                Written.limit(row.get(FIELDS.indexOf("MaxJobs"))),
                Written.limit(row.get(FIELDS.indexOf("MaxSubmit"))),
                TimeLimit.parse(row.get(FIELDS.indexOf("MaxWall"))),
                Tres.parse(row.get(FIELDS.indexOf("MaxTRES"))));
    }
}
