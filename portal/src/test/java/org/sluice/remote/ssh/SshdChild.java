package org.sluice.remote.ssh;

import static org.sluice.Patience.await;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The sshd process that serves a person's connection, to be stopped or killed under it. */
public record SshdChild(long pid) {
    /** The one serving this person; fails where there is none or more than one. */
    static SshdChild of(String unixUser) {
        List<Long> found = serving(unixUser);
        if (found.size() != 1) {
            throw new AssertionError("not one sshd process serves " + unixUser + " but " + found);
        }
        return new SshdChild(found.get(0));
    }

    /** Those that serve this person now; the instance's own portal may be among them. */
    public static List<SshdChild> of(Set<SshdChild> but, String unixUser) {
        return serving(unixUser).stream()
                .map(SshdChild::new)
                .filter(child -> !but.contains(child))
                .toList();
    }

    static int count(String unixUser) {
        return serving(unixUser).size();
    }

    static void awaitNone(String unixUser) {
        await().until(() -> count(unixUser) == 0);
    }

    public void signal(String name) throws IOException {
        Local.run("kill", "-" + name, Long.toString(pid));
    }

    private static List<Long> serving(String unixUser) {
        try {
            return Local.run("ps", "-e", "-o", "pid=,args=")
                    .lines()
                    .map(String::strip)
                    .map(line -> line.split(" +", 2))
                    .filter(process -> titles(unixUser).contains(process[1]))
                    .map(process -> Long.valueOf(process[0]))
                    .toList();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    /** As sshd calls itself with a session and without one; since OpenSSH 9.8 the process is sshd-session. */
    private static Set<String> titles(String unixUser) {
        return Set.of(
                "sshd: " + unixUser,
                "sshd: " + unixUser + "@notty",
                "sshd-session: " + unixUser,
                "sshd-session: " + unixUser + "@notty");
    }
}
