package org.sluice.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluice.Patience.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.MovableClock;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.ClusterUnreachable.Obstacle;
import org.sluice.remote.CurrentHead;
import org.sluice.remote.HeadAddress;
import org.sluice.remote.HeadParts;
import org.sluice.remote.HeadProperties;
import org.sluice.web.WebParts;

/** Asks a program that answers as provisioners do; who answers at an address is pretended. */
class HeadSearchTests {
    private static final HeadAddress CONFIGURED = new HeadAddress("head.example.org", 2222);
    private static final HeadAddress MOVED = new HeadAddress("1.2.3.4", 22_001);

    private final MovableClock clock = new MovableClock();
    private final Set<HeadAddress> headIsAt = ConcurrentHashMap.newKeySet();
    private final CurrentHead head = HeadParts.current(
            new HeadProperties(
                    CONFIGURED.host(), CONFIGURED.port(), Path.of("known_hosts"), Path.of("signer.sock"), "/usr/bin"),
            this::prove);

    @TempDir
    Path directory;

    private HeadSearch search;

    @BeforeEach
    void aProvisioner() throws IOException {
        Path program = Files.writeString(
                directory.resolve("program"),
                "#!/bin/sh\ncd '" + directory + "' && echo asked >> asked && cat answer\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        search = search(List.of(program.toString()));
    }

    @AfterEach
    void stop() {
        search.stop();
    }

    @Test
    void followsTheHeadWhenItDoesNotAnswerAndSaysSo() throws IOException {
        headIsAt.add(MOVED);
        answering("{\"line\":\"head\",\"host\":\"1.2.3.4\",\"port\":22001}");

        assertThat(search.find()).startsWith("Its address is being looked up");

        await().untilAsserted(() -> assertThat(head.address()).isEqualTo(MOVED));
        assertThat(search.view())
                .returns(MOVED, HeadView::address)
                .returns(CONFIGURED, HeadView::configured)
                .returns(0, HeadView::refused);
        assertThat(search.view().since()).isNotNull();
    }

    @Test
    void asksOnceInAWhileHoweverManyAreRefused() throws IOException {
        answering("{\"line\":\"head\",\"host\":null,\"port\":null,\"words\":\"the head's pod is starting\"}");
        for (int i = 0; i < 50; i++) {
            search.find();
        }
        awaitWords("The provisioner says: the head's pod is starting");
        assertThat(Files.readAllLines(directory.resolve("asked"))).hasSize(1);

        clock.move(Duration.ofSeconds(11));
        search.find();

        await().untilAsserted(() ->
                assertThat(Files.readAllLines(directory.resolve("asked"))).hasSize(2));
    }

    @Test
    void staysWhereItIsWhenSomebodyElseAnswersThere() throws IOException {
        answering("{\"line\":\"head\",\"host\":\"1.2.3.4\",\"port\":22001}");

        search.find();

        awaitWords("The provisioner says that the head is at 1.2.3.4 port 22001 now, but there the head is not: "
                + "it shows another key");
        assertThat(head.address()).isEqualTo(CONFIGURED);
        assertThat(search.view()).returns(1, HeadView::refused);
        assertThat(search.view().lastRefusal()).contains("it shows another key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"line\":\"head\",\"host\":\"-oProxyCommand=reboot\",\"port\":22}",
                "{\"line\":\"head\",\"host\":\"1.2.3.4\",\"port\":70000}",
                "{\"line\":\"head\",\"host\":\"1.2.3.4\",\"port\":\"22\"}",
                "{\"line\":\"head\",\"host\":\"1.2.3.4\",\"port\":1e400}",
                "{\"line\":\"head\",\"host\":\"1.2.3.4\",\"port\":99999999999999999999}",
                "{\"line\":\"head\",\"host\":\"1.2.3.4\"}",
                "{\"line\":\"head\",\"host\":[\"1.2.3.4\"],\"port\":22}",
                "{\"line\":\"head\",\"host\":{},\"port\":{}}",
                "{\"line\":\"head\",\"host\":7,\"port\":22}",
                "{\"line\":\"head\",\"host\":\"\",\"port\":22}",
            })
    void countsAnAddressThatIsNone(String line) throws IOException {
        answering(line);

        search.find();

        await().untilAsserted(() -> assertThat(search.view().refused()).isEqualTo(1));
        assertThat(search.view().lastRefusal()).startsWith("The provisioner tells an address that is none: the ");
        assertThat(head.address()).isEqualTo(CONFIGURED);
    }

    @Test
    void followsWhatIsToldWhenMachinesAreAskedFor() {
        headIsAt.add(MOVED);

        search.hear(HeadTold.of(List.of(Line.read("{\"line\":\"head\",\"host\":\"1.2.3.4\",\"port\":22001}"))));

        await().untilAsserted(() -> assertThat(head.address()).isEqualTo(MOVED));
    }

    @Test
    void goesBackToTheConfiguredAddressOnceTheProvisionerTellsNone() throws IOException {
        headIsAt.addAll(Set.of(CONFIGURED, MOVED));
        head.moveTo(MOVED);
        answering("");

        search.find();

        await().untilAsserted(() -> assertThat(head.address()).isEqualTo(CONFIGURED));
    }

    @Test
    void saysThatTheProvisionerDoesNotTell() throws IOException {
        answering("Traceback");

        search.find();

        awaitWords("The provisioner does not say where the head is: The provisioner's answer could not be read");
    }

    @Test
    void asksNobodyWithoutAProvisioner() {
        HeadSearch without = search(List.of());
        assertThat(without.find()).isEmpty();
        without.stop();
    }

    private void prove(HeadAddress address) {
        if (!headIsAt.contains(address)) {
            throw new ClusterUnreachable(Obstacle.HOST_KEY_CHANGED, "it shows another key");
        }
    }

    private HeadSearch search(List<String> command) {
        ProvisionerProperties properties = new ProvisionerProperties(
                command, new BigDecimal("50"), 6, Duration.ofSeconds(20), Duration.ofSeconds(20));
        return new HeadSearch(new Provisioner(properties, clock), properties, head, WebParts.liveStreams(), clock);
    }

    private void answering(String head) throws IOException {
        Files.writeString(directory.resolve("answer"), head + "\n{\"line\":\"status\"}\n");
    }

    private void awaitWords(String words) {
        await().untilAsserted(() -> assertThat(search.find()).startsWith(words));
    }
}
