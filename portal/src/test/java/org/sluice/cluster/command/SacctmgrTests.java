package org.sluice.cluster.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sluice.access.AdminLevel;
import org.sluice.cluster.Association;
import org.sluice.cluster.Rows;
import org.sluice.cluster.SlurmUser;

class SacctmgrTests {
    @Test
    void readsTheRecordedAssociations() {
        Rows<Association> rows = SacctmgrShowAssociations.parse(
                Recording.of("sacctmgr-show-associations", "all").get(0).text());
        assertThat(rows.samples()).isEmpty();
        assertThat(rows.all())
                .allSatisfy(association -> assertThat(association.user()).isNotEmpty());
        assertThat(rows.all())
                .filteredOn(association -> association.user().endsWith("-alice"))
                .extracting(Association::account)
                .containsExactlyInAnyOrder("research", "startup");
        assertThat(rows.all())
                .filteredOn(association -> association.user().endsWith("-bob"))
                .flatExtracting(Association::qos)
                .contains("normal", "short", "small");
    }

    @Test
    void readsLimits() {
        Association limited = SacctmgrShowAssociations.parse("lab|eve||normal|normal,spot|2|10|1-00:00:00|gres/gpu=4\n")
                .all()
                .get(0);
        assertThat(limited.maxJobs()).hasValue(2);
        assertThat(limited.maxSubmit()).hasValue(10);
        assertThat(limited.maxWall()).hasToString("1-00:00:00");
        assertThat(limited.maxTres().gpus()).hasValue(4);
    }

    @Test
    void readsTheRecordedUsersAndTheirLevels() {
        Rows<SlurmUser> rows = SacctmgrShowUsers.parse(
                Recording.of("sacctmgr-show-users", "all").get(0).text());
        assertThat(rows.samples()).isEmpty();
        assertThat(rows.all())
                .filteredOn(user -> user.name().matches(".*-(alice|dana|olga)"))
                .extracting(SlurmUser::adminLevel)
                .containsExactly(AdminLevel.NONE, AdminLevel.ADMINISTRATOR, AdminLevel.OPERATOR);
    }

    @Test
    void aLevelNobodyKnowsGivesNoRight() {
        Rows<SlurmUser> rows = SacctmgrShowUsers.parse("eve|Emperor|lab|\nbob|None|lab|research,lab\n");
        assertThat(rows.unreadable()).isEqualTo(1);
        assertThat(rows.all()).extracting(SlurmUser::name).containsExactly("bob");
        assertThat(rows.all().get(0).coordinates()).containsExactly("research", "lab");
    }
}
