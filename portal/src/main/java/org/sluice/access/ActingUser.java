package org.sluice.access;

/**
 * The Unix user in whose name one request is made on the cluster, and the login that asked for it.
 *
 * <p>Only this room makes one, so nothing can reach the cluster as somebody who has not signed in. The login
 * appears in the certificate's key id ({@code sluice:<login>:<request>}) and so in sshd's own log.
 */
public final class ActingUser {
    private final String unixUser;
    private final String login;

    ActingUser(String unixUser, String login) {
        this.unixUser = unixUser;
        this.login = login;
    }

    public String unixUser() {
        return unixUser;
    }

    public String login() {
        return login;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ActingUser that && unixUser.equals(that.unixUser) && login.equals(that.login);
    }

    @Override
    public int hashCode() {
        return 31 * unixUser.hashCode() + login.hashCode();
    }

    @Override
    public String toString() {
        return login + " as " + unixUser;
    }
}
