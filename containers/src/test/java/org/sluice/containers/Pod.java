package org.sluice.containers;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A pod of the image, as an engine without privileges runs it: SYS_PTRACE and nothing else beyond the usual. */
final class Pod implements AutoCloseable {
    private static final DockerImageName IMAGE = DockerImageName.parse("sluice-pod-pretended:test");
    private static final int SSH = 22;
    private static final String LEADS = "head .* is ready";
    private static final String WAITS = "another head, .* waiting until";

    /** What a pod is given. A port of 0 publishes nothing; memory in MiB and cpus of 0 are no limit. */
    record Given(String name, String address, Map<String, String> environment, int sshPort, int cpus, int memory) {}

    /** A second network that the pod has an address in before it starts, as in an Instant Cluster. */
    record Between(String network, String address) {}

    private final GenericContainer<?> container;
    private final DockerClient docker;
    private final String network;
    private String address;

    @SuppressWarnings("resource") // closed with the pod
    Pod(Network network, String volume, Given given, List<Between> between) {
        this.network = network.getId();
        this.address = given.address();
        container = new Attached(between)
                .withNetwork(network)
                .withEnv(given.environment())
                .withCreateContainerCmdModifier(command -> {
                    command.withName("sluice-ct-" + given.name()).withIpv4Address(given.address());
                    HostConfig host = Objects.requireNonNull(command.getHostConfig());
                    host.withBinds(new Bind(volume, new Volume("/workspace"))).withCapAdd(Capability.SYS_PTRACE);
                    if (given.cpus() > 0) {
                        host.withNanoCPUs(given.cpus() * 1_000_000_000L);
                    }
                    if (given.memory() > 0) {
                        host.withMemory((long) given.memory() << 20);
                    }
                    if (given.sshPort() > 0) {
                        command.withExposedPorts(ExposedPort.tcp(SSH));
                        host.withPortBindings(new PortBinding(
                                Ports.Binding.bindIpAndPort("127.0.0.1", given.sshPort()), ExposedPort.tcp(SSH)));
                    }
                })
                .waitingFor(Wait.forLogMessage(".*(" + LEADS + "|" + WAITS + "|worker .*: \\d+ cores).*\\n", 1)
                        .withStartupTimeout(Duration.ofMinutes(2)));
        docker = container.getDockerClient();
    }

    Pod start() {
        container.start();
        return this;
    }

    /** What a program in the pod printed; root runs it. It has to succeed. */
    String run(String... words) {
        ExecResult result = exec(words);
        if (result.getExitCode() != 0) {
            throw new AssertionError(String.join(" ", words) + " ended with " + result.getExitCode() + ": "
                    + result.getStdout() + result.getStderr());
        }
        return result.getStdout();
    }

    /** As somebody who signed in, with an environment of their own: an engine gives its exec what the pod was given. */
    String as(String user, String script) {
        return run(
                "setpriv",
                "--reuid=" + user,
                "--regid=" + user,
                "--init-groups",
                "--",
                "env",
                "-i",
                "PATH=/usr/local/bin:/usr/bin:/bin",
                "HOME=/home/" + user,
                "SLURM_CONF=/etc/slurm/slurm.conf",
                "sh",
                "-c",
                "cd && " + script);
    }

    ExecResult exec(String... words) {
        try {
            return container.execInContainer(StandardCharsets.UTF_8, words);
        } catch (IOException e) {
            throw new AssertionError(Arrays.toString(words), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String log() {
        return container.getLogs();
    }

    boolean leads() {
        return Pattern.compile(LEADS).matcher(log()).find();
    }

    /** All its programs stand still, as on a host that hangs. The kernel may refuse at first, while one of them is being born. */
    void freeze() {
        await("the pod stands still")
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> {
                    docker.pauseContainerCmd(container.getContainerId()).exec();
                    return true;
                });
    }

    void thaw() {
        docker.unpauseContainerCmd(container.getContainerId()).exec();
    }

    boolean runs() {
        return Boolean.TRUE.equals(state().getRunning());
    }

    long exitCode() {
        return Objects.requireNonNull(state().getExitCodeLong());
    }

    private InspectContainerResponse.ContainerState state() {
        return docker.inspectContainerCmd(container.getContainerId()).exec().getState();
    }

    String address() {
        return address;
    }

    /** As a cloud restarts a pod: told to end, then started again with what it was given. */
    void restart() {
        docker.restartContainerCmd(container.getContainerId()).withTimeout(30).exec();
    }

    /** Told to end; it may take its leave. */
    void stop() {
        docker.stopContainerCmd(container.getContainerId()).withTimeout(30).exec();
    }

    /** Gone without a word. */
    void vanish() {
        docker.killContainerCmd(container.getContainerId()).exec();
    }

    void cutOff() {
        docker.disconnectFromNetworkCmd()
                .withNetworkId(network)
                .withContainerId(container.getContainerId())
                .withForce(true)
                .exec();
    }

    void reconnectAt(String newAddress) {
        connect(docker, container.getContainerId(), new Between(network, newAddress));
        address = newAddress;
    }

    private static void connect(DockerClient docker, String container, Between between) {
        docker.connectToNetworkCmd()
                .withNetworkId(between.network())
                .withContainerId(container)
                .withContainerNetwork(new ContainerNetwork()
                        .withIpamConfig(new ContainerNetwork.Ipam().withIpv4Address(between.address())))
                .exec();
    }

    /** What a script prints in a container of the image whose services do not run; it has to succeed. */
    static String inTheImage(String script) {
        try (GenericContainer<?> once = new GenericContainer<>(IMAGE)
                .withCreateContainerCmdModifier(command -> command.withEntrypoint("sh", "-c", script))
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(Duration.ofMinutes(1)))) {
            once.start();
            return once.getLogs();
        }
    }

    /** A container that is connected to more networks before its programs start. */
    private static final class Attached extends GenericContainer<Attached> {
        private final List<Between> between;

        Attached(List<Between> between) {
            super(IMAGE);
            this.between = between;
        }

        @Override
        protected void containerIsCreated(String containerId) {
            between.forEach(one -> connect(getDockerClient(), containerId, one));
        }
    }

    @Override
    public void close() {
        container.close();
    }
}
