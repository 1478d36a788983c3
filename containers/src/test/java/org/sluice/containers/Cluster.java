package org.sluice.containers;

import com.github.dockerjava.api.model.Network.Ipam;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sluice.containers.Pod.Given;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;

/** A head and workers on a private network with one volume; nothing but the head's sshd is published, on loopback. */
final class Cluster implements AutoCloseable {
    private static final String VOLUME = "sluice-ct";
    private static final String NET = "172.31.252.";
    private static final String HEAD_ADDRESS = NET + "10";
    /** Given as variables, which RunPod's own start script would copy to a file that everybody may read. */
    static final Map<String, String> SECRETS = Map.of(
            "RUNPOD_API_KEY", "rpa-told-to-nobody-1",
            "SLUICE_MODEL_API_KEY", "model-key-told-to-nobody-2",
            "JUPYTER_PASSWORD", "jupyter-told-to-nobody-3",
            "HF_TOKEN", "hub-token-told-to-nobody-4");

    private final Network network = Network.builder()
            .createNetworkCmdModifier(command -> command.withName("sluice-ct")
                    .withIpam(new Ipam().withConfig(new Ipam.Config().withSubnet(NET + "0/24"))))
            .build();
    private final Map<String, Pod> workers = new LinkedHashMap<>();
    private final int sshPort = freePort();
    private final String userCa;
    private Pod head;

    Cluster(Path userCa) throws IOException {
        this.userCa = Files.readString(userCa).strip();
        removeVolume();
        head = newHead("head");
        head.start();
    }

    Pod head() {
        return head;
    }

    Pod worker(String name) {
        Pod found = workers.get(name);
        if (found == null) {
            throw new AssertionError("there is no worker " + name);
        }
        return found;
    }

    int sshPort() {
        return sshPort;
    }

    void addWorker(String name, int cpus, int memory) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "ROLE", "worker",
                "SLUICE_NODE_NAME", name,
                // as in a pod that has a part of its host's GPUs: the first minor is not 0
                "SLUICE_PRETENDED_GPUS", "a100:3,5",
                "SLUICE_SIMULATED", "yes"));
        environment.putAll(SECRETS);
        int number = Integer.parseInt(name.substring(1));
        Pod pod = new Pod(network, VOLUME, new Given(name, NET + (10 + number), environment, 0, cpus, memory));
        workers.put(name, pod);
        pod.start();
    }

    void removeWorker(String name) {
        worker(name).close();
        workers.remove(name);
    }

    /** The head's pod is thrown away and another one takes the volume. */
    void replaceHead() {
        head.stop();
        head.close();
        head = newHead("head-again");
        head.start();
    }

    private Pod newHead(String name) {
        Map<String, String> environment =
                new HashMap<>(Map.of("ROLE", "head", "SLUICE_USER_CA", userCa, "SLUICE_FORGET_AFTER", "45"));
        environment.putAll(SECRETS);
        return new Pod(network, VOLUME, new Given(name, HEAD_ADDRESS, environment, sshPort, 0, 0));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void removeVolume() {
        try {
            DockerClientFactory.instance().client().removeVolumeCmd(VOLUME).exec();
        } catch (com.github.dockerjava.api.exception.NotFoundException none) {
            // the first run
        }
    }

    @Override
    public void close() {
        workers.values().forEach(Pod::close);
        head.close();
        network.close();
        removeVolume();
    }
}
