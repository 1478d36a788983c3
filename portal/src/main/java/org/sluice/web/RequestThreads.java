package org.sluice.web;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The threads that answer requests, and what is to be done when one has left its request wholly, Tomcat's own code
 * included.
 *
 * <p>Tomcat (seen in 11.0) closes a connection without ending its stream when somebody else's write fails before that:
 * nobody would hear that the stream is over, and it would count as open for good.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class RequestThreads implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private static final ThreadLocal<@Nullable List<Runnable>> AFTER = new ThreadLocal<>();
    private static final int IDLE_SECONDS = 60;

    /** Runs the work when this thread has left the request that it answers; at once where it answers none. */
    static void afterThisRequest(Runnable work) {
        List<Runnable> after = AFTER.get();
        if (after == null) {
            work.run();
        } else {
            after.add(work);
        }
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addConnectorCustomizers(RequestThreads::follow);
    }

    private static void follow(Connector connector) {
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            Executor given = protocol.getExecutor();
            Executor threads = given == null ? pool(protocol) : given;
            protocol.setExecutor(task -> threads.execute(() -> run(task)));
        }
    }

    private static void run(Runnable task) {
        List<Runnable> after = new ArrayList<>();
        AFTER.set(after);
        try {
            task.run();
        } finally {
            AFTER.remove();
            after.forEach(Runnable::run);
        }
    }

    /** As Tomcat makes its own. */
    private static Executor pool(AbstractProtocol<?> protocol) {
        TaskQueue queue = new TaskQueue();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                protocol.getMinSpareThreads(),
                protocol.getMaxThreads(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                queue,
                new TaskThreadFactory("http-", true, Thread.NORM_PRIORITY));
        queue.setParent(pool);
        return pool;
    }
}
