package org.sluice.signer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The signer as a process: {@code java -jar sluice-signer.jar FILE.properties}, until it is told to stop. */
public final class SignerProcess {
    private SignerProcess() {}

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            refuse("Give the signer one argument, its settings: java -jar sluice-signer.jar FILE.properties");
            return;
        }
        try {
            serve(SignerSettings.read(Path.of(arguments[0])));
        } catch (StartRefused refused) {
            refuse(refused.getMessage());
        } catch (IOException broken) {
            refuse("The signer cannot serve: " + broken);
        }
    }

    private static void serve(SignerSettings settings) throws StartRefused, IOException {
        UnixAccounts accounts = new UnixAccounts();
        StartConditions.require(settings, accounts);
        try (SigningLog log = SigningLog.open(settings.log(), Clock.systemUTC());
                SignerSocket socket = SignerSocket.open(
                        settings.socket(),
                        settings.portalUser(),
                        new SigningDesk(
                                new SigningRules(settings, accounts),
                                new CertificateAuthority(settings.caKey(), Clock.systemUTC()),
                                log))) {
            Thread main = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(socket, main), "signer-stop"));
            System.out.println("The signer listens on " + settings.socket() + " for " + settings.portalUser());
            socket.serve();
        }
    }

    private static void stop(SignerSocket socket, Thread main) {
        socket.stop();
        try {
            main.join(SignerSocket.STOP_WITHIN.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(@Nullable String sentence) {
        System.err.println("sluice-signer: " + sentence);
        System.exit(2);
    }
}
