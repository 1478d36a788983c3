package org.sluice.remote;

import java.util.List;

/**
 * What a directory holds.
 *
 * @param complete whether these are all its entries, or there are more than were asked for
 */
public record DirectoryListing(List<FileFacts> entries, boolean complete) {
    public DirectoryListing {
        entries = List.copyOf(entries);
    }
}
