package org.sluice.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The local accounts, read from one file that the portal cannot write and read again when it changes.
 *
 * <p>A file that cannot be read stops the start; later, a broken edit keeps the last good accounts and is logged.
 */
@Component
class LocalAccounts {
    private static final Logger log = LoggerFactory.getLogger(LocalAccounts.class);

    private record Loaded(FileTime modified, Map<String, LocalAccount> byLogin) {}

    private final Path file;
    private volatile Loaded loaded;

    LocalAccounts(AccessProperties properties) throws IOException {
        this.file = properties.accountsFile();
        if (!Files.isReadable(file)) {
            throw new IllegalStateException(
                    "sluice.access.accounts-file: " + file + " cannot be read; write it or correct the path");
        }
        this.loaded = new Loaded(Files.getLastModifiedTime(file), read(file));
    }

    Optional<LocalAccount> find(String login) {
        return Optional.ofNullable(current().get(login));
    }

    /** A hash for a login that does not exist, always the same: comparing with it takes as long as with a person's. */
    String hashToCompareWith(String login) {
        List<LocalAccount> all = List.copyOf(current().values());
        return all.isEmpty()
                ? ""
                : all.get(Math.floorMod(login.hashCode(), all.size())).password();
    }

    private Map<String, LocalAccount> current() {
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            if (!modified.equals(loaded.modified())) {
                loaded = new Loaded(modified, read(file));
            }
        } catch (IOException | IllegalStateException e) {
            log.error("The accounts in {} stay as they were: {}", file, e.getMessage());
        }
        return loaded.byLogin();
    }

    private static Map<String, LocalAccount> read(Path file) throws IOException {
        try {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            if (!(document instanceof Map<?, ?> root) || !(root.get("accounts") instanceof List<?> entries)) {
                throw new IllegalArgumentException("there is no list named accounts");
            }
            Map<String, LocalAccount> byLogin = new LinkedHashMap<>();
            for (Object entry : entries) {
                LocalAccount account = account(entry);
                if (byLogin.put(account.login(), account) != null) {
                    throw new IllegalArgumentException("login '" + account.login() + "' is there twice");
                }
            }
            return Map.copyOf(byLogin);
        } catch (YAMLException | IllegalArgumentException e) {
            throw new IllegalStateException("sluice.access.accounts-file: " + file + ": " + e.getMessage(), e);
        }
    }

    private static LocalAccount account(Object entry) {
        if (!(entry instanceof Map<?, ?> fields)) {
            throw new IllegalArgumentException(
                    "'" + entry + "' is not an account with login, name, unix-user, password");
        }
        return new LocalAccount(
                text(fields, "login"), text(fields, "name"), text(fields, "unix-user"), text(fields, "password"));
    }

    private static String text(Map<?, ?> fields, String key) {
        Object value = fields.get(key);
        if (value == null) {
            throw new IllegalArgumentException("an account has no " + key);
        }
        return value.toString();
    }
}
