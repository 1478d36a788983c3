package org.sluice.diagnosis;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A limit of its account, its QOS or its array holds it back. */
final class WaitsForLimit implements Rule {
    /** AssocGrpGRES, QOSMaxGRESPerUser, MaxMemPerLimit and their kin (job_reason_codes of Slurm's documentation). */
    private static final Pattern REASON = Pattern.compile("(Assoc|QOS)(Grp|Max|Min).*|MaxMemPerLimit|AccountingPolicy|"
            + "Association(Job|Resource|Time)Limit|QOS(Job|Resource|Time)Limit|QOSUsageThreshold|JobArrayTaskLimit");

    @Override
    public Optional<Finding> look(Evidence evidence) {
        String reason = evidence.job().reason().word();
        if (!evidence.waits() || !REASON.matcher(reason).matches()) {
            return Optional.empty();
        }
        boolean array = reason.equals("JobArrayTaskLimit");
        boolean alone = reason.contains("PerJob")
                || reason.contains("PerNode")
                || reason.contains("Min")
                || reason.contains("MaxMem");
        String of = reason.startsWith("QOS")
                ? "QOS " + evidence.job().qos()
                : "account " + evidence.job().account();
        return Optional.of(new Finding(
                        name(),
                        array ? "As many tasks of its array run as it allows" : "A limit of " + of + " holds it back",
                        evidence.job().reason().sentence(),
                        Confidence.CERTAIN,
                        array
                                ? List.of(evidence.reason())
                                : List.of(
                                        evidence.reason(),
                                        reason.startsWith("QOS")
                                                ? evidence.field(
                                                        "QOS", evidence.job().qos())
                                                : evidence.field(
                                                        "Account",
                                                        evidence.job().account())),
                        array
                                ? "Wait for its other tasks, or allow more at a time: scontrol update JobId="
                                        + evidence.job().id().number() + " ArrayTaskThrottle=N"
                                : alone
                                        ? "It can never start as it is: cancel it and ask for less, or for another QOS or account."
                                        : "Wait until other jobs under the same limit end, or submit it under another QOS or account. sacctmgr show "
                                                + (reason.startsWith("QOS")
                                                        ? "qos "
                                                                + evidence.job().qos()
                                                        : "assoc account="
                                                                + evidence.job()
                                                                        .account()
                                                                        .toLowerCase(Locale.ROOT))
                                                + " lists the limits.",
                        null)
                .withCommands("scontrol update JobId=" + evidence.job().id().number() + " ArrayTaskThrottle=N"));
    }
}
