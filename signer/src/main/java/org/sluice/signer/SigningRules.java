package org.sluice.signer;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.sluice.signer.UnixAccounts.Account;

/** For whom a certificate is made: members of the users' group, each for what they may do, and nobody else. */
final class SigningRules {
    /** The login in whose name the portal itself reads the cluster's state. */
    static final String POLLER = "poller";

    private static final long FIRST_PERSON = 1000;

    private final SignerSettings settings;
    private final UnixAccounts accounts;

    SigningRules(SignerSettings settings, UnixAccounts accounts) {
        this.settings = settings;
        this.accounts = accounts;
    }

    void require(SigningRequest request) throws RequestRefused, IOException {
        requirePerson(request.user());
        requirePurpose(request);
    }

    private void requirePerson(String name) throws RequestRefused, IOException {
        Account account =
                accounts.user(name).orElseThrow(() -> new RequestRefused("There is no Unix user " + name + "."));
        if (account.uid() < FIRST_PERSON) {
            throw new RequestRefused(name + " is a system user (uid below " + FIRST_PERSON + ").");
        }
        Optional<Account> slurm = accounts.user(settings.slurmUser());
        if (name.equals(settings.slurmUser())
                || slurm.filter(user -> user.uid() == account.uid()).isPresent()) {
            throw new RequestRefused(name + " is SlurmUser.");
        }
        OptionalLong group = accounts.group(settings.usersGroup());
        if (group.isEmpty() || !account.gids().contains(group.getAsLong())) {
            throw new RequestRefused(
                    name + " is not in the group " + settings.usersGroup() + "; add the user to it first.");
        }
    }

    private void requirePurpose(SigningRequest request) throws RequestRefused {
        boolean forTelemetryUser = settings.telemetryUser().equals(Optional.of(request.user()));
        boolean forTelemetry = request.purpose() == Purpose.TELEMETRY;
        if (forTelemetry && !forTelemetryUser) {
            throw new RequestRefused("Telemetry certificates are given to the telemetry user alone.");
        }
        if (forTelemetryUser && !forTelemetry) {
            throw new RequestRefused("The telemetry user is given telemetry certificates alone.");
        }
        boolean forPollUser = request.user().equals(settings.pollUser());
        if (forPollUser != request.login().equals(POLLER)) {
            throw new RequestRefused("The poll user and the login " + POLLER + " belong together.");
        }
        if (forPollUser && request.purpose() != Purpose.COMMAND) {
            throw new RequestRefused("The poll user is given command certificates alone.");
        }
    }
}
