package org.sluice.signer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/** What must be so before the signer listens: its key is its own, it is a user of its own, and everyone named exists. */
final class StartConditions {
    private static final Set<PosixFilePermission> OWNER_ALONE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private StartConditions() {}

    static void require(SignerSettings settings, UnixAccounts accounts) throws StartRefused {
        try {
            requireOwnUser(settings, accounts);
            requireUser("poll-user", settings.pollUser(), accounts);
            requireUser("slurm-user", settings.slurmUser(), accounts);
            if (settings.telemetryUser().isPresent()) {
                requireUser("telemetry-user", settings.telemetryUser().get(), accounts);
            }
            if (accounts.group(settings.usersGroup()).isEmpty()) {
                throw new StartRefused("users-group: there is no group " + settings.usersGroup() + ". Create it.");
            }
            requireKey(settings.caKey());
        } catch (IOException failed) {
            throw new StartRefused("The signer cannot look at what it needs: " + failed);
        }
    }

    private static void requireOwnUser(SignerSettings settings, UnixAccounts accounts)
            throws StartRefused, IOException {
        long me = Long.parseLong(LocalProgram.run("id", List.of("-u")).output().strip());
        if (me == 0) {
            throw new StartRefused("The signer does not run as root. Start it as a user of its own.");
        }
        requireUser("portal-user", settings.portalUser(), accounts);
        if (accounts.user(settings.portalUser()).orElseThrow().uid() == me) {
            throw new StartRefused("The signer does not run as " + settings.portalUser()
                    + ", who could then read its key. Start it as a user of its own.");
        }
    }

    private static void requireUser(String key, String name, UnixAccounts accounts) throws StartRefused, IOException {
        if (accounts.user(name).isEmpty()) {
            throw new StartRefused(key + ": there is no Unix user " + name + ". Create it or correct the name.");
        }
    }

    private static void requireKey(Path key) throws StartRefused, IOException {
        if (!Files.isRegularFile(key)) {
            throw new StartRefused(
                    "ca-key: there is no key at " + key + ". Make one: ssh-keygen -t ed25519 -N '' -f " + key);
        }
        PosixFileAttributes attributes = Files.readAttributes(key, PosixFileAttributes.class);
        if (!OWNER_ALONE.containsAll(attributes.permissions())) {
            throw new StartRefused("ca-key: others than its owner may use " + key + ". Close it: chmod 600 " + key);
        }
        if (!Files.isReadable(key)) {
            throw new StartRefused("ca-key: this user may not read " + key + ", which belongs to "
                    + attributes.owner().getName() + ". Start the signer as that user or give it the key.");
        }
        if (!LocalProgram.run("ssh-keygen", List.of("-y", "-P", "", "-f", key.toString()))
                .succeeded()) {
            throw new StartRefused("ca-key: " + key
                    + " is not a private key without a passphrase. Make one: ssh-keygen -t ed25519 -N '' -f FILE");
        }
    }
}
