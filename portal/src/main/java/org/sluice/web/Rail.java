package org.sluice.web;

import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The rail at the left of every page: the entries of all rooms, in their order. */
@Component
class Rail {
    private final List<RailEntry> entries;

    Rail(ObjectProvider<RailEntry> entries) {
        this.entries = entries.stream()
                .sorted(Comparator.comparingInt(RailEntry::order))
                .toList();
    }

    List<RailEntry> of(RailEntry.Readers readers) {
        return entries.stream().filter(entry -> entry.readers() == readers).toList();
    }
}
