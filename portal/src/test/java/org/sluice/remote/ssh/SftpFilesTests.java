package org.sluice.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sluice.Patience;
import org.sluice.access.ActingUser;
import org.sluice.access.ActingUsers;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.ClusterUnreachable.Obstacle;
import org.sluice.remote.Command;
import org.sluice.remote.DirectoryListing;
import org.sluice.remote.FileFacts;
import org.sluice.remote.FileMissing;
import org.sluice.remote.FilePart;
import org.sluice.remote.FileRefused;

@Tag("cluster")
class SftpFilesTests {
    private static final Duration DEADLINE = Patience.BOUND;

    private final ActingUser ida = ActingUsers.named("ida");
    private final ActingUser ivo = ActingUsers.named("ivo");
    private final Head head = Head.open();
    private final String directory = run(ida, "mktemp", "-d").strip();
    private final String file = directory + "/it's $(an) output.txt";

    @BeforeEach
    void write() {
        assertThat(head.shell()
                        .run(ida, Command.of("tee", file).reading("first line\nsecond line\n"), DEADLINE)
                        .succeeded())
                .isTrue();
    }

    @AfterEach
    void close() {
        run(ida, "rm", "-r", directory);
        head.close();
    }

    @Test
    void saysWhatAFileIs() {
        FileFacts facts = head.files().stat(ida, file, DEADLINE);
        assertThat(facts.kind()).isEqualTo(FileFacts.Kind.FILE);
        assertThat(facts.sizeBytes()).isEqualTo(23);
        assertThat(facts.modified()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(head.files().stat(ida, directory, DEADLINE))
                .returns(FileFacts.Kind.DIRECTORY, FileFacts::kind)
                .returns(0700, FileFacts::permissions);
    }

    @Test
    void readsPartsOfAFileThatGrows() {
        FilePart first = head.files().read(ida, file, 0, 10, DEADLINE);
        assertThat(text(first)).isEqualTo("first line");
        assertThat(first.sizeBytes()).isEqualTo(23);
        FilePart rest = head.files().read(ida, file, first.next(), 1000, DEADLINE);
        assertThat(text(rest)).isEqualTo("\nsecond line\n");
        assertThat(head.files().read(ida, file, rest.next(), 1000, DEADLINE).bytes())
                .isEmpty();
        head.shell().run(ida, Command.of("tee", "-a", file).reading("third\n"), DEADLINE);
        assertThat(text(head.files().read(ida, file, rest.next(), 1000, DEADLINE)))
                .isEqualTo("third\n");
        assertThat(head.files().read(ida, file, 1_000_000, 10, DEADLINE).bytes())
                .isEmpty();
    }

    @Test
    void readsALongPart() {
        run(ida, "truncate", "-s", "5000000", file);
        assertThat(head.files().read(ida, file, 1, 4_000_000, DEADLINE).bytes()).hasSize(4_000_000);
    }

    @Test
    void listsADirectory() {
        run(ida, "mkdir", directory + "/sub");
        run(ida, "ln", "-s", file, directory + "/link");
        DirectoryListing listing = head.files().list(ida, directory, 100, DEADLINE);
        assertThat(listing.complete()).isTrue();
        assertThat(listing.entries())
                .extracting(FileFacts::path, FileFacts::kind)
                .containsExactlyInAnyOrder(
                        tuple(file, FileFacts.Kind.FILE),
                        tuple(directory + "/sub", FileFacts.Kind.DIRECTORY),
                        tuple(directory + "/link", FileFacts.Kind.LINK));
        DirectoryListing part = head.files().list(ida, directory, 2, DEADLINE);
        assertThat(part.entries()).hasSize(2);
        assertThat(part.complete()).isFalse();
    }

    @Test
    void theHeadRefusesWhatThePersonMayNotRead() {
        for (String path : List.of(file, directory + "/whatever")) {
            assertThatThrownBy(() -> head.files().read(ivo, path, 0, 10, DEADLINE))
                    .isInstanceOfSatisfying(
                            FileRefused.class,
                            refused -> assertThat(refused.words()).isEqualTo("Permission denied"));
        }
        assertThatThrownBy(() -> head.files().list(ivo, directory, 10, DEADLINE))
                .isInstanceOf(FileRefused.class);
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        String missing = directory + "/missing";
        assertThatThrownBy(() -> head.files().stat(ida, missing, DEADLINE))
                .isInstanceOfSatisfying(
                        FileMissing.class, failed -> assertThat(failed.path()).isEqualTo(missing));
    }

    @Test
    void readsRegularFilesAlone() {
        run(ida, "mkfifo", directory + "/pipe");
        for (String path : List.of(directory + "/pipe", directory, "/dev/zero")) {
            assertThatThrownBy(() -> head.files().read(ida, path, 0, 10, DEADLINE))
                    .isInstanceOf(FileRefused.class)
                    .hasMessageContaining("not a regular file");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> head.files().stat(ida, "a\0b", DEADLINE));
    }

    @Test
    void leavesAHungHeadAtTheDeadline() throws IOException {
        head.files().stat(ida, file, DEADLINE);
        SshdChild hung = SshdChild.of(ida.unixUser());
        hung.signal("STOP");
        try {
            assertThatThrownBy(() -> head.files().stat(ida, file, Duration.ofSeconds(1)))
                    .isInstanceOfSatisfying(
                            ClusterUnreachable.class,
                            failed -> assertThat(failed.obstacle()).isEqualTo(Obstacle.OUT_OF_TIME));
        } finally {
            hung.signal("KILL");
        }
        assertThat(head.files().stat(ida, file, DEADLINE).sizeBytes()).isEqualTo(23);
    }

    private String run(ActingUser who, String... words) {
        return head.shell().run(who, Command.of(words), DEADLINE).output();
    }

    private static String text(FilePart part) {
        return new String(part.bytes(), StandardCharsets.UTF_8);
    }
}
