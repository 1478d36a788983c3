package org.sluice.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.sluice.Instance;
import org.sluice.Patience;

/** The instance's portal as a process: ended, killed and started again. */
final class PortalProcess {
    private static final Instance INSTANCE = Instance.running();

    private PortalProcess() {}

    /** Starts it again such that a debugger can attach to the port. */
    static void restartForDebugger(int port) {
        Machine.instance("halt", "portal");
        Machine.instance(
                Map.of(
                        "SLUICE_PORTAL_JAVA_OPTIONS",
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port),
                "start",
                "portal");
    }

    static void restart() {
        Machine.instance("halt", "portal");
        Machine.instance("start", "portal");
    }

    /** SIGKILL: nothing of it runs on. */
    static void kill() {
        ProcessHandle portal = ProcessHandle.of(pid()).orElseThrow();
        Machine.root("kill", "-KILL", Long.toString(portal.pid()));
        Patience.await(portal.onExit());
    }

    private static long pid() {
        try {
            String recorded = Files.readString(INSTANCE.root().resolve("run/pids/portal"));
            return Long.parseLong(recorded.substring(0, recorded.indexOf(' ')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
