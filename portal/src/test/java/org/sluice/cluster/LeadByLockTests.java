package org.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluice.MovableClock;
import org.sluice.OwnDatabase;
import org.sluice.Patience;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Two portals of one database, in a real PostgreSQL. */
class LeadByLockTests {
    private static final OwnDatabase DATABASE = new OwnDatabase();

    private final MovableClock clock = new MovableClock();
    private final LeadByLock first = new LeadByLock(DATABASE.tables(), clock);
    private final LeadByLock second = new LeadByLock(DATABASE.tables(), clock);

    @AfterEach
    void close() {
        first.close();
        second.close();
        endLeaders();
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void oneOfTwoLeadsUntilItIsClosed() {
        assertThat(first.term()).isEqualTo(1);
        assertThat(second.leads()).isFalse();
        assertThat(first.term()).isEqualTo(1);
        first.close();
        assertThat(first.leads()).isFalse();
        Patience.await().until(second::leads);
    }

    @Test
    void theLeadPassesOnWhenTheLeadersConnectionEnds() {
        assertThat(first.leads()).isTrue();
        assertThat(second.leads()).isFalse();
        endLeaders();
        assertThat(first.leads()).isFalse();
        clock.move(Duration.ofSeconds(2));
        assertThat(second.leads()).isTrue();
        assertThat(first.leads()).isFalse();
        assertThat(second.leads()).isTrue();
    }

    @Test
    void aPortalAloneTakesTheLeadAgainInAnotherTerm() {
        assertThat(first.term()).isEqualTo(1);
        endLeaders();
        assertThat(first.term()).isZero();
        clock.move(Duration.ofSeconds(2));
        assertThat(first.term()).isEqualTo(2);
    }

    @Test
    void whoCannotReachTheDatabaseDoesNotLeadAndDoesNotTryAtEachQuestion() {
        AtomicInteger tries = new AtomicInteger();
        LeadByLock cutOff = new LeadByLock(
                source(() -> {
                    tries.incrementAndGet();
                    throw new SQLException("Connection refused");
                }),
                clock);
        assertThat(cutOff.leads()).isFalse();
        assertThat(cutOff.leads()).isFalse();
        assertThat(tries).hasValue(1);
        clock.move(Duration.ofSeconds(2));
        assertThat(cutOff.leads()).isFalse();
        assertThat(tries).hasValue(2);
    }

    @Test
    void whoAsksWhileTheDatabaseHangsIsAnswered() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        LeadByLock hanging = new LeadByLock(
                source(() -> {
                    hangs.countDown();
                    released.await();
                    throw new SQLException("it hung");
                }),
                clock);
        CompletableFuture<Boolean> asksFirst = CompletableFuture.supplyAsync(hanging::leads);
        try {
            hangs.await();
            assertThat(hanging.leads()).isFalse();
            assertThat(asksFirst).isNotDone();
        } finally {
            released.countDown();
        }
        assertThat(asksFirst.get()).isFalse();
    }

    /** Waits until each is gone, as pg_terminate_backend(pid) alone does not. */
    private static void endLeaders() {
        DATABASE.jdbc().sql("""
                        select pg_terminate_backend(pid, 60000) from pg_locks
                        where locktype = 'advisory' and database = (
                            select oid from pg_database where datname = current_database())
                        """).query().listOfRows();
    }

    private interface Opening {
        Connection open() throws SQLException, InterruptedException;
    }

    private static AbstractDataSource source(Opening opening) {
        return new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                try {
                    return opening.open();
                } catch (InterruptedException e) {
                    throw new SQLException(e);
                }
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                return getConnection();
            }
        };
    }
}
