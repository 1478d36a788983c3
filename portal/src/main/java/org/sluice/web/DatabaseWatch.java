package org.sluice.web;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionSystemException;

/** Whether the portal's own database answers, tried every two seconds: nobody who opens a page shall wait for that. */
@Component
class DatabaseWatch {
    private static final String THREAD = "database-watch-thread";
    private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);
    /** The class of SQL states for connections that cannot be made or are lost (PostgreSQL, appendix A). */
    private static final String CONNECTION = "08";
    /** It is shutting down or starting (57P01 to 57P03). */
    private static final String NOT_SERVING = "57P0";

    private static final int ANSWERS_WITHIN_SECONDS = 2;

    private final DataSource database;
    private final Clock clock;
    private volatile @Nullable Instant awaySince;

    DatabaseWatch(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Since when it has not answered; empty while it does. */
    Optional<Instant> awaySince() {
        return Optional.ofNullable(awaySince);
    }

    /** Notes a failure, if it is one of the connection to the database. */
    boolean isToBlameFor(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && isAway(refused)) {
                note();
                return true;
            }
            if (cause instanceof TransactionSystemException rollback && broughtAboutByAbsence(rollback)) {
                return true;
            }
        }
        return false;
    }

    /** A rollback that fails with the connection tells of itself; what broke the connection is not among its causes. */
    private boolean broughtAboutByAbsence(TransactionSystemException rollback) {
        Throwable first = rollback.getApplicationException();
        return first != null && isToBlameFor(first);
    }

    private static boolean isAway(SQLException refused) {
        String state = refused.getSQLState();
        return refused instanceof SQLTransientConnectionException
                || (state != null && (state.startsWith(CONNECTION) || state.startsWith(NOT_SERVING)));
    }

    private void note() {
        if (awaySince == null) {
            awaySince = clock.instant();
            log.warn("The portal's database does not answer; pages say so until it does");
        }
    }

    @Bean(THREAD)
    static OwnThread thread() {
        return new OwnThread(THREAD);
    }

    @Scheduled(scheduler = THREAD, fixedDelay = 2000)
    void look() {
        try (Connection connection = database.getConnection()) {
            if (!connection.isValid(ANSWERS_WITHIN_SECONDS)) {
                note();
            } else if (awaySince != null) {
                log.info("The portal's database answers again; it did not since {}", awaySince);
                awaySince = null;
            }
        } catch (SQLException away) {
            isToBlameFor(away);
        }
    }
}
