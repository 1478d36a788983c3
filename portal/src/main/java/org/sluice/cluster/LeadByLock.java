package org.sluice.cluster;

import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/**
 * Leads while it holds an advisory lock of PostgreSQL on a connection of its own. PostgreSQL frees the lock when that
 * connection ends, so the lead passes on when its portal is stopped or killed. Each question is put to PostgreSQL.
 */
@Component
class LeadByLock implements Leader {
    private static final Logger log = LoggerFactory.getLogger(LeadByLock.class);
    /** The lock is the database's own: portals of two clusters in one PostgreSQL do not meet. "sluice" in ASCII. */
    private static final String TAKE = "select pg_try_advisory_lock(%d)".formatted(0x736c75696365L);

    private static final String STILL_THERE = "select true";
    /** A portal that is suspended or cut off for so long loses the lead; one that leads asks far more often. */
    private static final String GIVE_WAY = "set idle_session_timeout = '15s'";

    private static final Duration DEADLINE = Duration.ofSeconds(2);
    /** A database that is away is not asked at each question. */
    private static final Duration BETWEEN_CONNECTIONS = Duration.ofSeconds(1);

    private final DataSource database;
    private final Clock clock;
    private final ReentrantLock one = new ReentrantLock();
    private @Nullable Connection connection;
    private Instant connectAgainAt = Instant.MIN;
    private boolean leading;
    private int terms;
    private boolean closed;

    @Autowired
    LeadByLock(JdbcConnectionDetails database, Clock clock) {
        this(connections(database), clock);
    }

    /** Every connection that it hands out has to be a new one. */
    LeadByLock(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private static DataSource connections(JdbcConnectionDetails database) {
        Properties properties = new Properties();
        String seconds = Long.toString(DEADLINE.toSeconds());
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        properties.setProperty("ApplicationName", "sluice leader");
        DriverManagerDataSource connections = new DriverManagerDataSource(database.getJdbcUrl(), properties);
        connections.setUsername(database.getUsername());
        connections.setPassword(database.getPassword());
        return connections;
    }

    /** Waits for PostgreSQL two seconds at most for each step, and as long for whoever else is asking. */
    @Override
    public int term() {
        try {
            if (!one.tryLock(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                return 0;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return 0;
        }
        try {
            return ask() ? terms : 0;
        } finally {
            one.unlock();
        }
    }

    private boolean ask() {
        if (closed || (connection == null && clock.instant().isBefore(connectAgainAt))) {
            return false;
        }
        try {
            Connection own = connection == null ? connect() : connection;
            boolean yes = isTrue(own, leading ? STILL_THERE : TAKE);
            if (yes && !leading) {
                leading = true;
                terms++;
                log.info("This portal leads: it polls Slurm and acts for all portals of this database");
            }
            return yes;
        } catch (SQLException e) {
            lose(e);
            return false;
        }
    }

    private Connection connect() throws SQLException {
        connectAgainAt = clock.instant().plus(BETWEEN_CONNECTIONS);
        Connection own = database.getConnection();
        connection = own;
        own.setNetworkTimeout(Runnable::run, (int) DEADLINE.toMillis());
        try (Statement statement = own.createStatement()) {
            statement.execute(GIVE_WAY);
        }
        return own;
    }

    private static boolean isTrue(Connection own, String question) throws SQLException {
        try (Statement statement = own.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private void lose(SQLException why) {
        if (leading) {
            log.warn("This portal no longer leads, its connection for that was lost: {}", why.getMessage());
        }
        letGo();
    }

    private void letGo() {
        leading = false;
        Connection own = connection;
        connection = null;
        if (own != null) {
            try {
                own.close();
            } catch (SQLException e) {
                log.debug("PostgreSQL ends the lost connection by itself: {}", e.getMessage());
            }
        }
    }

    @PreDestroy
    void close() {
        one.lock();
        try {
            closed = true;
            letGo();
        } finally {
            one.unlock();
        }
    }
}
