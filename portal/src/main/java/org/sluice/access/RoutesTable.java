package org.sluice.access;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What all rooms declare about their addresses, the strictest first; the portal's log shows it at each start. */
@Component
class RoutesTable {
    private static final Logger log = LoggerFactory.getLogger(RoutesTable.class);

    private final List<Routes.Route> routes;

    /** @throws IllegalStateException an address is declared twice */
    RoutesTable(List<Routes> rooms) {
        this.routes = rooms.stream()
                .flatMap(room -> room.declared().stream())
                .sorted(Comparator.comparing(Routes.Route::reach).thenComparing(Routes.Route::address))
                .toList();
        refuseDoubles();
        log.info("Who reaches which address; every other is refused:{}", words());
    }

    List<Routes.Route> strictestFirst() {
        return routes;
    }

    private void refuseDoubles() {
        Map<String, Routes.Route> seen = new HashMap<>();
        for (Routes.Route route : routes) {
            Routes.Route other = seen.put(route.address(), route);
            if (other != null) {
                throw new IllegalStateException("%s is declared twice: for %s by %s, for %s by %s"
                        .formatted(route.address(), other.reach(), other.room(), route.reach(), route.room()));
            }
        }
    }

    private String words() {
        return routes.stream()
                .map(route -> "%n  %-14s %-12s %s".formatted(route.reach(), route.room(), route.address()))
                .collect(Collectors.joining());
    }
}
