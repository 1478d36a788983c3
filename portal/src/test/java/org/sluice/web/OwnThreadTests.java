package org.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.sluice.Patience;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

class OwnThreadTests {
    private static final CountDownLatch HANGS = new CountDownLatch(1);
    private static final CountDownLatch GOES_ON = new CountDownLatch(3);
    private static final CountDownLatch RELEASED = new CountDownLatch(1);

    @Test
    void aConcernThatHangsStopsNoOther() throws Exception {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Concerns.class)) {
            try {
                Patience.await().until(() -> GOES_ON.getCount() == 0);
            } finally {
                RELEASED.countDown();
            }
            assertThat(context.isActive()).isTrue();
        }
    }

    /** Two concerns, one of which waits for what does not come; both begin only once it hangs. */
    @EnableScheduling
    static class Concerns {
        @Bean("hanging")
        static OwnThread hanging() {
            return new OwnThread("hanging");
        }

        @Bean("going-on")
        static OwnThread goingOn() {
            return new OwnThread("going-on");
        }

        @Scheduled(scheduler = "hanging", fixedDelay = 1)
        void hang() throws InterruptedException {
            HANGS.countDown();
            RELEASED.await();
        }

        @Scheduled(scheduler = "going-on", fixedDelay = 1)
        void goOn() {
            if (HANGS.getCount() == 0) {
                GOES_ON.countDown();
            }
        }
    }
}
