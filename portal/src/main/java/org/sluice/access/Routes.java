package org.sluice.access;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * Who reaches the addresses of one room. Each room declares its own as a bean; an address that no room declares is
 * refused, and where two declarations match the stricter counts.
 *
 * <p>An address is written {@code /jobs/*}, for every method, or {@code POST /reservations/*}, for one. A star stands for
 * one part of the path, two at the end for any number.
 */
public final class Routes {
    /** Who may come, the strictest first. */
    enum Reach {
        ADMINISTRATORS,
        OPERATORS,
        VIEWERS,
        EVERYBODY
    }

    /**
     * One declaration.
     *
     * @param method null stands for every method
     */
    record Route(String room, @Nullable HttpMethod method, String path, Reach reach) {
        private static Route of(String room, String address, Reach reach) {
            int space = address.indexOf(' ');
            HttpMethod method = space < 0 ? null : HttpMethod.valueOf(address.substring(0, space));
            String path = address.substring(space + 1);
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException(
                        "The room " + room + " declares \"" + address + "\"; a path begins with /");
            }
            return new Route(room, method, path, reach);
        }

        String address() {
            return method == null ? path : method + " " + path;
        }
    }

    private final String room;
    private final List<Route> declared;

    private Routes(String room, List<Route> declared) {
        this.room = room;
        this.declared = List.copyOf(declared);
    }

    public static Routes of(String room) {
        return new Routes(room, List.of());
    }

    /** For people who have not signed in, too. */
    public Routes forEverybody(String... addresses) {
        return with(Reach.EVERYBODY, addresses);
    }

    /** For everybody who has signed in. */
    public Routes forViewers(String... addresses) {
        return with(Reach.VIEWERS, addresses);
    }

    /** For Slurm's operators and administrators. */
    public Routes forOperators(String... addresses) {
        return with(Reach.OPERATORS, addresses);
    }

    /** For Slurm's administrators. */
    public Routes forAdministrators(String... addresses) {
        return with(Reach.ADMINISTRATORS, addresses);
    }

    private Routes with(Reach reach, String... addresses) {
        List<Route> all = new ArrayList<>(declared);
        for (String address : addresses) {
            all.add(Route.of(room, address, reach));
        }
        return new Routes(room, all);
    }

    List<Route> declared() {
        return declared;
    }
}
