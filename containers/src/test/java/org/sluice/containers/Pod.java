package org.sluice.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A pod of the image, as an engine without privileges runs it: SYS_PTRACE and nothing else beyond the usual. */
final class Pod implements AutoCloseable {
    private static final DockerImageName IMAGE = DockerImageName.parse("sluice-pod-pretended:test");
    private static final int SSH = 22;

    /** What a pod is given. A port of 0 publishes nothing; memory in MiB and cpus of 0 are no limit. */
    record Given(String name, String address, Map<String, String> environment, int sshPort, int cpus, int memory) {}

    private final GenericContainer<?> container;
    private final DockerClient docker;
    private final String network;
    private String address;

    @SuppressWarnings("resource") // closed with the pod
    Pod(Network network, String volume, Given given) {
        this.network = network.getId();
        this.address = given.address();
        container = new GenericContainer<>(IMAGE)
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
                .waitingFor(Wait.forLogMessage(".*(head .* is ready|worker .*: \\d+ cores).*\\n", 1)
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
        docker.connectToNetworkCmd()
                .withNetworkId(network)
                .withContainerId(container.getContainerId())
                .withContainerNetwork(new com.github.dockerjava.api.model.ContainerNetwork()
                        .withIpamConfig(new com.github.dockerjava.api.model.ContainerNetwork.Ipam()
                                .withIpv4Address(newAddress)))
                .exec();
        address = newAddress;
    }

    @Override
    public void close() {
        container.close();
    }
}
