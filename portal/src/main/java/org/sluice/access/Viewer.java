package org.sluice.access;

import java.util.Set;

/** The person who is asking, with the rights Slurm grants at this moment. Only this room makes one. */
public final class Viewer {
    private final String login;
    private final String name;
    private final String unixUser;
    private final AdminLevel level;
    private final Set<String> accounts;

    Viewer(String login, String name, String unixUser, AdminLevel level, Set<String> accounts) {
        this.login = login;
        this.name = name;
        this.unixUser = unixUser;
        this.level = level;
        this.accounts = Set.copyOf(accounts);
    }

    public String login() {
        return login;
    }

    public String name() {
        return name;
    }

    public String unixUser() {
        return unixUser;
    }

    /** Charge accounts Slurm has for this person. */
    public Set<String> accounts() {
        return accounts;
    }

    /** May cancel and hold other people's jobs (Slurm's Operator or Administrator). */
    public boolean isOperator() {
        return level.atLeast(AdminLevel.OPERATOR);
    }

    /** May drain and resume nodes (Slurm's Administrator). */
    public boolean isAdministrator() {
        return level.atLeast(AdminLevel.ADMINISTRATOR);
    }

    public AdminLevel level() {
        return level;
    }

    /** This person on the cluster: everything written and every file read goes out under this name. */
    public ActingUser acting() {
        return new ActingUser(unixUser, login);
    }

    @Override
    public String toString() {
        return login;
    }
}
