package org.sluice.remote;

import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Parts of this room for the tests of others, made as the application makes them. */
public final class HeadParts {
    private HeadParts() {}

    /** The head at its configured address, which moves wherever it is told; nobody looks for it. */
    public static CurrentHead current(HeadProperties head) {
        return current(head, address -> {});
    }

    public static CurrentHead current(HeadProperties head, HeadProof proof, HeadFinder... finders) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        List.of(finders).forEach(finder -> beans.addBean("finder", finder));
        return new CurrentHead(head, proof, beans.getBeanProvider(HeadFinder.class), Clock.systemUTC());
    }
}
