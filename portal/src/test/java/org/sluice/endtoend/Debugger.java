package org.sluice.endtoend;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Holds a running portal at a named point of its own code, from outside, so that it can be killed exactly there. The
 * product carries no hooks for it: the portal is only started with the JVM's debug agent.
 */
final class Debugger implements AutoCloseable {
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

    /** Suspends the whole portal when the method is entered; the hit is awaited with {@link #awaitHit}. */
    void holdAt(String className, String method) throws AbsentInformationException {
        List<ReferenceType> loaded = machine.classesByName(className);
        if (!loaded.isEmpty()) {
            breakAt(loaded.get(0), method);
            return;
        }
        ClassPrepareRequest prepare = machine.eventRequestManager().createClassPrepareRequest();
        prepare.addClassFilter(className);
        prepare.putProperty("method", method);
        prepare.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        prepare.enable();
    }

    /** Waits until the portal stands at the point asked for; every thread of it is then suspended. */
    void awaitHit(Duration atMost) throws InterruptedException, AbsentInformationException {
        long until = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < until) {
            EventSet events = machine.eventQueue().remove(500);
            if (events == null) {
                continue;
            }
            for (Event event : events) {
                if (event instanceof BreakpointEvent) {
                    return;
                }
                if (event instanceof ClassPrepareEvent prepared) {
                    breakAt(prepared.referenceType(), (String)
                            prepared.request().getProperty("method"));
                }
            }
            events.resume();
        }
        throw new AssertionError("the portal did not reach the point within " + atMost);
    }

    private void breakAt(ReferenceType type, String name) {
        List<Method> methods = type.methodsByName(name);
        if (methods.isEmpty()) {
            throw new AssertionError(type.name() + " has no method " + name);
        }
        for (Method method : methods) {
            Location entry = method.location();
            if (entry != null) {
                BreakpointRequest request = machine.eventRequestManager().createBreakpointRequest(entry);
                request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
                request.enable();
            }
        }
    }

    @Override
    public void close() {
        try {
            machine.dispose();
        } catch (com.sun.jdi.VMDisconnectedException gone) {
            // the portal was killed, which is what this is for
        }
    }
}
