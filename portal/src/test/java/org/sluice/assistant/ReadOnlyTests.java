package org.sluice.assistant;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The room of the model has no way to act: nothing that writes, runs or signs in is within its reach. */
class ReadOnlyTests {
    private static final Set<String> OF_CLUSTER =
            Set.of("HeadPorts", "HeadPorts$Stream", "ClusterUnreachable", "ClusterUnreachable$Obstacle");
    private static final Set<String> OF_JOBS = Set.of("Job", "JobRecord", "JobStep", "Jobs", "JobState", "NodeShare");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.sluice.assistant");

    @Test
    void knowsOfTheClusterOnlyTheStreamToTheModel() {
        noClasses()
                .should()
                .dependOnClassesThat(in("org.sluice.cluster", OF_CLUSTER))
                .check(classes);
    }

    @Test
    void knowsOfJobsOnlyWhatCanBeLookedAt() {
        noClasses().should().dependOnClassesThat(in("org.sluice.jobs", OF_JOBS)).check(classes);
    }

    @Test
    void neverActsAsAPersonAndKeepsNothing() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.sluice.access.ActingUser")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
                .check(classes);
    }

    private static DescribedPredicate<JavaClass> in(String room, Set<String> except) {
        return DescribedPredicate.describe(
                "in " + room + " beyond " + except,
                type -> type.getPackageName().startsWith(room)
                        && !except.contains(type.getName().substring(room.length() + 1)));
    }
}
