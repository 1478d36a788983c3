package org.sluice.containers;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.Network.Ipam;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.sluice.containers.Pod.Between;
import org.sluice.containers.Pod.Given;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;

/** A head and workers on a private network with one volume; nothing but the head's sshd is published, on loopback. */
final class Cluster implements AutoCloseable {
    private static final String VOLUME = "sluice-ct";
    private static final String NET = "172.31.252.";
    /** The network between the nodes, as an Instant Cluster has one. */
    private static final String BETWEEN = "172.31.253.";

    private static final String ROOT_KEY = "root";
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
    private final Network between = Network.builder()
            .createNetworkCmdModifier(command -> command.withName("sluice-ct-nodes")
                    .withIpam(new Ipam().withConfig(new Ipam.Config().withSubnet(BETWEEN + "0/24"))))
            .build();
    private final Map<String, Pod> workers = new LinkedHashMap<>();
    private final Path keys = Files.createTempDirectory("sluice-root");
    private final List<Pod> frozen = new ArrayList<>();
    private final String userCa;
    private final Pod second;
    private int sshPort;
    private Pod head;

    Cluster(Path userCa) throws IOException {
        this.userCa = Files.readString(userCa).strip();
        removeVolume();
        new SshKeys(keys).make(ROOT_KEY);
        int onePort = freePort();
        int otherPort = freePort();
        Pod one = newHead("head-one", 10, onePort);
        Pod other = newHead("head-other", 20, otherPort);
        startAtOnce(List.of(one, other));
        head = one.leads() ? one : other;
        sshPort = one.leads() ? onePort : otherPort;
        second = one.leads() ? other : one;
        second.stop();
    }

    /** The one of two heads that did not lead when both were started at once on an empty volume; it was stopped. */
    Pod secondHead() {
        return second;
    }

    SshKeys rootKeys() {
        return new SshKeys(keys);
    }

    private static void startAtOnce(List<Pod> pods) {
        CompletableFuture.allOf(pods.stream()
                        .map(pod -> CompletableFuture.runAsync(pod::start))
                        .toArray(CompletableFuture[]::new))
                .join();
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
        newWorker(name, cpus, memory, Map.of()).start();
    }

    /** The first has a share of the machine. The first two have both networks, and the second is known by its address between the nodes. */
    void addTheFirstThree() {
        startAtOnce(List.of(
                newWorker("w1", 1, 2048, Map.of("SLUICE_ADDRESS", NET + "11")),
                newWorker("w2", 0, 0, Map.of("NODE_ADDR", BETWEEN + "12"))));
        // Slurm gives a job of two nodes those that joined first: they reach each other
        addWorker("w3", 0, 0);
    }

    /** One that is told its address has both networks. */
    private Pod newWorker(String name, int cpus, int memory, Map<String, String> toldAddress) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "ROLE", "worker",
                "SLUICE_NODE_NAME", name,
                // as in a pod that has a part of its host's GPUs: the first minor is not 0
                "SLUICE_PRETENDED_GPUS", "a100:3,5",
                "SLUICE_SIMULATED", "yes"));
        environment.putAll(SECRETS);
        environment.put("SLUICE_HEAD", head.address());
        environment.putAll(toldAddress);
        int number = 10 + Integer.parseInt(name.substring(1));
        List<Between> networks =
                toldAddress.isEmpty() ? List.of() : List.of(new Between(between.getId(), BETWEEN + number));
        Pod pod = new Pod(network, VOLUME, new Given(name, NET + number, environment, 0, cpus, memory), networks);
        workers.put(name, pod);
        return pod;
    }

    void removeWorker(String name) {
        worker(name).close();
        workers.remove(name);
    }

    /** The head's pod is thrown away and another one, at another address, takes the volume. */
    void replaceHead() {
        head.stop();
        head.close();
        head = newHead("head-again", 30, sshPort).start();
    }

    /** The head stands still, and another one takes over; the portal cannot reach that one. Returns the first. */
    Pod freezeHead() {
        Pod before = head;
        before.freeze();
        frozen.add(before);
        sshPort = freePort();
        head = newHead("head-after", 40, sshPort).start();
        await("the next head leads").atMost(Duration.ofMinutes(2)).until(head::leads);
        return before;
    }

    /** Two pods as an Instant Cluster has them take the volume: alike but for what RunPod sets in each. Returns the second. */
    Pod becomeAnInstantCluster() {
        head.stop();
        head.close();
        head = newMember(0);
        Pod other = newMember(1);
        workers.put("node-1", other);
        // at once: the second begins while the volume still names the head that is gone
        startAtOnce(List.of(head, other));
        return other;
    }

    private Pod newMember(int rank) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "NODE_RANK",
                Integer.toString(rank),
                "NODE_ADDR",
                BETWEEN + (50 + rank),
                "PRIMARY_ADDR",
                BETWEEN + 50,
                "SLUICE_HEAD_WORKS",
                "yes",
                "SLUICE_MODEL",
                "nvidia/a-model-that-this-image-has-no-vllm-for",
                "SLUICE_USER_CA",
                userCa,
                "SLUICE_PRETENDED_GPUS",
                "a100:3,5",
                "SLUICE_SIMULATED",
                "yes"));
        environment.putAll(SECRETS);
        environment.put("PUBLIC_KEY", new SshKeys(keys).publicHalf(ROOT_KEY));
        return new Pod(
                network,
                VOLUME,
                new Given("member-" + rank, NET + (50 + rank), environment, 0, 0, 0),
                List.of(new Between(between.getId(), BETWEEN + (50 + rank))));
    }

    private Pod newHead(String name, int number, int port) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "ROLE", "head", "SLUICE_USER_CA", userCa, "SLUICE_FORGET_AFTER", "20", "SLUICE_HEAD_SILENCE", "15"));
        environment.putAll(SECRETS);
        // it has two networks, and workers are in the first
        environment.put("SLUICE_ADDRESS", NET + number);
        environment.put("PUBLIC_KEY", new SshKeys(keys).publicHalf(ROOT_KEY));
        return new Pod(
                network,
                VOLUME,
                new Given(name, NET + number, environment, port, 0, 0),
                List.of(new Between(between.getId(), BETWEEN + number)));
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
        frozen.forEach(Pod::close);
        second.close();
        head.close();
        network.close();
        between.close();
        removeVolume();
    }
}
