package org.sluice.gpu.intake;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.gpu.GpuProperties;
import org.sluice.web.OwnThread;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Makes the partition of each day before readings of it come, and drops the days that are kept no longer. */
@Component
class Days {
    private static final String THREAD = "gpu-days-thread";
    private static final Logger log = LoggerFactory.getLogger(Days.class);

    private final JdbcClient jdbc;
    private final GpuProperties properties;
    private final Clock clock;

    Days(JdbcClient jdbc, GpuProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
        makeAhead();
    }

    @Bean(THREAD)
    static OwnThread thread() {
        return new OwnThread(THREAD);
    }

    @Scheduled(scheduler = THREAD, cron = "0 7 * * * *")
    void turn() {
        try {
            makeAhead();
            LocalDate oldest = today().minusDays(properties.keep().toDays());
            int dropped = jdbc.sql("select gpu_drop_days_before(:day)")
                    .param("day", oldest)
                    .query(Integer.class)
                    .single();
            if (dropped > 0) {
                log.info("Dropped readings of {} days before {}", dropped, oldest);
            }
        } catch (DataAccessException e) {
            log.warn("The days of readings wait for the database: {}", e.getMessage());
        }
    }

    private void makeAhead() {
        for (LocalDate day = today().minusDays(1); !day.isAfter(today().plusDays(2)); day = day.plusDays(1)) {
            jdbc.sql("select gpu_make_day(:day)").param("day", day).query().listOfRows();
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
