package org.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.TransactionSystemException;

/** Which failures say that the portal's database is away. */
class DatabaseWatchTests {
    private final DatabaseWatch watch = new DatabaseWatch(new DriverManagerDataSource(), Clock.systemUTC());

    @Test
    void knowsALostConnectionBehindARollbackThatFailedToo() {
        TransactionSystemException rollback =
                new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));
        rollback.initApplicationException(
                new DataAccessResourceFailureException("lost", new SQLException("Broken pipe", "08006")));

        assertThat(watch.isToBlameFor(rollback)).isTrue();
        assertThat(watch.awaySince()).isPresent();
    }

    @Test
    void doesNotBlameTheDatabaseForAStatementThatItRefuses() {
        assertThat(watch.isToBlameFor(new IllegalStateException(new SQLException("syntax", "42601"))))
                .isFalse();
        assertThat(watch.awaySince()).isEmpty();
    }
}
