package org.sluice.endtoend;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sluice.Patience;

/**
 * Holds a running portal at a named point of its own code, from outside, so that it can be killed exactly there. The
 * product carries no hooks for it: the portal is only started with the JVM's debug agent.
 */
final class Debugger implements AutoCloseable {
    /** What a step of the way has to share with the step before it. */
    enum Shared {
        NOTHING,
        THREAD,
        OBJECT
    }

    /**
     * One step of the way to the point.
     *
     * @param times at which entry of the method it counts, from 1
     */
    record Step(String className, String method, Shared shared, int times) {
        static Step into(String className, String method) {
            return new Step(className, method, Shared.NOTHING, 1);
        }

        /** Entered by the thread of the step before. */
        static Step then(String className, String method) {
            return new Step(className, method, Shared.THREAD, 1);
        }

        /** Entered on the object of the step before, by whatever thread. */
        static Step elsewhere(String className, String method) {
            return new Step(className, method, Shared.OBJECT, 1);
        }

        Step forTheTime(int which) {
            return new Step(className, method, shared, which);
        }
    }

    private final VirtualMachine machine;

    private Debugger(VirtualMachine machine) {
        this.machine = machine;
    }

    static Debugger attach(int port) throws IOException, IllegalConnectorArgumentsException {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(each -> each.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(port));
        return new Debugger(connector.attach(arguments));
    }

    /** Makes ready to follow a way; nothing is held before its first step. */
    Trail follow(List<Step> way) {
        return new Trail(way);
    }

    /** The way of one request through the portal, up to the point where the whole portal is to stand still. */
    final class Trail {
        private final List<Step> way;
        private List<BreakpointRequest> armed;

        private Trail(List<Step> way) {
            this.way = List.copyOf(way);
            this.armed = arm(way.get(0), null);
        }

        /** Waits until the last step is entered; every thread of the portal is then suspended. */
        void awaitEnd() throws InterruptedException {
            long until = System.nanoTime() + Patience.BOUND.toNanos();
            int place = 0;
            while (System.nanoTime() < until) {
                EventSet events = machine.eventQueue().remove(500);
                if (events == null) {
                    continue;
                }
                BreakpointEvent hit = hitOf(events);
                if (hit != null) {
                    place++;
                    if (place == way.size()) {
                        return;
                    }
                    machine.eventRequestManager().deleteEventRequests(armed);
                    armed = arm(way.get(place), hit.thread());
                }
                events.resume();
            }
            throw new AssertionError("the portal did not come to " + way.get(place) + " within " + Patience.BOUND);
        }

        private @Nullable BreakpointEvent hitOf(EventSet events) {
            for (Event event : events) {
                if (event instanceof BreakpointEvent hit && armed.contains(hit.request())) {
                    return hit;
                }
            }
            return null;
        }
    }

    private List<BreakpointRequest> arm(Step step, @Nullable ThreadReference before) {
        List<BreakpointRequest> requests = new ArrayList<>();
        for (Method method : loaded(step.className()).methodsByName(step.method())) {
            Location entry = method.location();
            if (entry == null || method.isBridge()) {
                continue;
            }
            BreakpointRequest request = machine.eventRequestManager().createBreakpointRequest(entry);
            request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
            switch (step.shared()) {
                case THREAD -> request.addThreadFilter(Objects.requireNonNull(before));
                case OBJECT -> request.addInstanceFilter(objectOf(Objects.requireNonNull(before)));
                case NOTHING -> {}
            }
            request.addCountFilter(step.times());
            request.enable();
            requests.add(request);
        }
        if (requests.isEmpty()) {
            throw new AssertionError(step.className() + " has no method " + step.method());
        }
        return requests;
    }

    private ReferenceType loaded(String className) {
        return machine.classesByName(className).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("the portal has not loaded " + className));
    }

    private static ObjectReference objectOf(ThreadReference thread) {
        try {
            return thread.frame(0).thisObject();
        } catch (IncompatibleThreadStateException running) {
            throw new AssertionError(running);
        }
    }

    @Override
    public void close() {
        try {
            machine.dispose();
        } catch (VMDisconnectedException gone) {
            // the portal was killed, which is what this is for
        }
    }
}
