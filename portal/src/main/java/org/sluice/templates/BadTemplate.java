package org.sluice.templates;

import java.nio.file.Path;

/** A template of the catalogue cannot be used; the portal does not start with it. */
class BadTemplate extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadTemplate(Path file, String why) {
        super("Job template " + file + ": " + why);
    }
}
