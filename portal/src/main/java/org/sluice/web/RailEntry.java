package org.sluice.web;

import java.util.regex.Pattern;

/**
 * A room's line in the rail. A room declares one as a bean for each page people start from.
 *
 * @param label the word people read
 * @param href where it leads; also the key by which a page says that it is the active one
 * @param icon a symbol of {@code /web/icons.svg}
 * @param order smaller stands higher: Home 10, Submit 20, Jobs 30, Nodes 50
 * @param readers who sees it; entries that not everybody sees stand below a line
 */
public record RailEntry(String label, String href, String icon, int order, Readers readers) {
    /** The three parts of the rail. Slurm's administrators see all of them, its operators the first two. */
    enum Readers {
        EVERYBODY,
        OPERATORS,
        ADMINISTRATORS
    }

    private static final Pattern ICON = Pattern.compile("[a-z][a-z-]*");

    public RailEntry {
        if (label.isBlank()) {
            throw new IllegalArgumentException("a rail entry needs a label");
        }
        if (!href.startsWith("/")) {
            throw new IllegalArgumentException("a rail entry leads to a page of this portal, not to " + href);
        }
        if (!ICON.matcher(icon).matches()) {
            throw new IllegalArgumentException("no icon is called " + icon);
        }
    }

    public static RailEntry forEverybody(String label, String href, String icon, int order) {
        return new RailEntry(label, href, icon, order, Readers.EVERYBODY);
    }

    public static RailEntry forOperators(String label, String href, String icon, int order) {
        return new RailEntry(label, href, icon, order, Readers.OPERATORS);
    }

    public static RailEntry forAdministrators(String label, String href, String icon, int order) {
        return new RailEntry(label, href, icon, order, Readers.ADMINISTRATORS);
    }
}
