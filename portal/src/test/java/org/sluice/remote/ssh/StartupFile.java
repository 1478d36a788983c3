package org.sluice.remote.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A person's own {@code .bashrc} on the head, for as long as a test lasts. */
final class StartupFile {
    private StartupFile() {}

    /** Does something while the person's {@code .bashrc} is this; what was there before is put back. */
    static void during(String unixUser, String content, Runnable test) throws IOException {
        Path home = Path.of(Local.run("getent", "passwd", unixUser).split(":", -1)[5]);
        Path file = home.resolve(".bashrc");
        Path kept = home.resolve(".bashrc.kept");
        boolean had = Files.exists(file);
        if (had) {
            Files.move(file, kept);
        }
        try {
            Files.writeString(file, content);
            Local.run("chown", unixUser, file.toString());
            test.run();
        } finally {
            Files.delete(file);
            if (had) {
                Files.move(kept, file);
            }
        }
    }
}
