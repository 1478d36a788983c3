package org.sluice.endtoend;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.ArrayReference;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.ByteValue;
import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.InvocationException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
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
import java.util.function.Predicate;

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

    /** From a hit on, holds the same thread alone at another method, and lets the portal go on until then. */
    void holdThreadAt(BreakpointEvent hit, String className, String method) {
        for (Method each : machine.classesByName(className).get(0).methodsByName(method)) {
            BreakpointRequest request = machine.eventRequestManager().createBreakpointRequest(each.location());
            request.addThreadFilter(hit.thread());
            request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
            request.enable();
        }
        machine.resume();
    }

    /** Whether the object at whose method the portal stands answers a byte array that holds the text. */
    static boolean answers(BreakpointEvent hit, String field, String method, String text) {
        try {
            ThreadReference thread = hit.thread();
            ObjectReference subject = thread.frame(0).thisObject();
            if (!field.isEmpty()) {
                subject = (ObjectReference)
                        subject.getValue(subject.referenceType().fieldByName(field));
            }
            Method asked = subject.referenceType().methodsByName(method).get(0);
            Value answer = subject.invokeMethod(thread, asked, List.of(), ObjectReference.INVOKE_SINGLE_THREADED);
            StringBuilder said = new StringBuilder();
            for (Value value : ((ArrayReference) answer).getValues()) {
                said.append((char) (((ByteValue) value).value() & 0xff));
            }
            return said.indexOf(text) >= 0;
        } catch (IncompatibleThreadStateException
                | InvalidTypeException
                | ClassNotLoadedException
                | InvocationException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until the portal stands at the point asked for and the hit is the one meant; all of it is then suspended. */
    BreakpointEvent awaitHit(Duration atMost, Predicate<BreakpointEvent> meant)
            throws InterruptedException, AbsentInformationException {
        long until = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < until) {
            EventSet events = machine.eventQueue().remove(500);
            if (events == null) {
                continue;
            }
            for (Event event : events) {
                if (event instanceof BreakpointEvent hit && meant.test(hit)) {
                    return hit;
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
