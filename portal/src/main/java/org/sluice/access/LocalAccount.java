package org.sluice.access;

import java.util.regex.Pattern;

/**
 * One local account: a login with its password hash, bound to a Unix user by whoever may write the accounts file.
 *
 * @param login what the person types, and the middle of every certificate's key id
 * @param password hash with its scheme in front, for example {@code {bcrypt}$2b$...}
 */
record LocalAccount(String login, String name, String unixUser, String password) {
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

    LocalAccount {
        require(isPlain(login), "login '" + login + "' is not a plain name (a-z, 0-9, _ and -)");
        require(isPlain(unixUser), "unix-user '" + unixUser + "' is not a plain Unix name");
        require(!name.isBlank(), "login '" + login + "' has no name");
        require(
                password.matches("\\{[a-z0-9]+}.+"),
                "login '" + login + "' has no password hash such as {bcrypt}$2b$...");
    }

    /** Whether it could be a login at all. */
    static boolean isPlain(String typed) {
        return PLAIN_NAME.matcher(typed).matches();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
