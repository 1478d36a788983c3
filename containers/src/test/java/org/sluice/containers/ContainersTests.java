package org.sluice.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.testcontainers.containers.Container.ExecResult;

/**
 * A cluster of the pod image with the portal in front: what people do, and pods that come, go, move and are lost.
 *
 * <p>It takes six minutes: heads and workers are started and lost several times, and Slurm waits 20 s before it
 * gives a silent node up.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContainersTests {
    private static final Pattern POINTS = Pattern.compile("\"title\":\"(w\\d) GPU \\d\".*?\"at\":\\[(\\d[\\d,]*)]");
    /** What compose/people-from-head reads. */
    private static final String PEOPLE =
            "getent group sluice-users; getent passwd $(getent group sluice-users | cut -d: -f4 | tr , \" \")";

    private static final PortalProcess PORTAL = new PortalProcess();
    private static Cluster cluster;
    private static Visitor alice;

    @BeforeAll
    static void startTheClusterAndThePortal() throws IOException {
        cluster = new Cluster(PORTAL.prepare());
        cluster.head().run("sluice-users", "group", "vision", "--gid", "3001");
        cluster.head().run("sluice-users", "add", "alice", "--accounts", "research,startup", "--groups", "vision");
        cluster.head().run("sluice-users", "add", "dana", "--accounts", "research", "--admin", "Administrator");
        cluster.addTheFirstThree();
        PORTAL.start(cluster);
        alice = Visitor.signedIn(PORTAL, "alice");
        awaitNodes(Duration.ofSeconds(30), "w1", "w2", "w3");
        await("accounts")
                .atMost(Duration.ofSeconds(30))
                .until(() -> cluster.head()
                        .run("sacctmgr", "-nP", "show", "assoc", "format=account,user")
                        .contains("research|dana"));
    }

    @AfterAll
    static void removeEverything() {
        PORTAL.close();
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void ofTwoHeadsStartedAtOnceOneLeads() {
        assertThat(cluster.secondHead().log())
                .contains("another head, ")
                .contains("waiting until it has been silent for 15 s")
                .contains("it did not lead")
                .doesNotContain("is ready");
        assertThat(cluster.secondHead().exitCode()).as("told to stop").isZero();
        assertThat(cluster.head().run("sh", "-c", "ls -d /workspace/sluice/claims/*[0-9]"))
                .isEqualTo("/workspace/sluice/claims/00000001\n");
    }

    @Test
    @Order(1)
    void usersThatTheBaseImageBringsGetOurNumbers() {
        assertThat(Pod.inTheImage("""
                        set -e
                        groupmod --gid 990 slurm
                        usermod --uid 990 --gid 990 slurm
                        install -d -o slurm -g slurm /var/lib/was-slurms
                        userdel sluice-db
                        useradd --create-home ubuntu
                        /opt/sluice/image-users > /dev/null 2>&1
                        /opt/sluice/image-users
                        id -u slurm
                        stat -c %u:%g /var/lib/was-slurms
                        id -u sluice-db
                        getent passwd ubuntu || echo no ubuntu
                        """)).isEqualTo("64030\n64030:64030\n64103\nno ubuntu\n");
    }

    @Test
    @Order(1)
    void rootReachesTheHeadWithTheKeyOfThePodAndWithNoOther() throws IOException {
        SshKeys keys = cluster.rootKeys();
        keys.make("another");
        assertThat(keys.onTheHead(cluster, "root", PEOPLE).text())
                .startsWith("sluice-users:")
                .containsPattern("(?m)^alice:x:\\d+:");
        assertThat(keys.onTheHead(cluster, "another", "true"))
                .satisfies(said -> assertThat(said.status()).isEqualTo(255))
                .satisfies(said -> assertThat(said.text()).contains("Permission denied (publickey)"));
    }

    @Test
    @Order(1)
    void theStartScriptOfTheBaseImageOpensNothing() {
        for (Pod pod : List.of(cluster.head(), cluster.worker("w1"))) {
            await("the start script")
                    .atMost(Duration.ofSeconds(30))
                    .until(() ->
                            pod.exec("test", "-e", "/run/start-script/ready").getExitCode() == 0);
            assertThat(pod.run("cat", "/etc/rp_environment"))
                    .contains("export ROLE=")
                    .doesNotContainPattern("KEY|TOKEN|PASSWORD|" + String.join("|", Cluster.SECRETS.values()));
            assertThat(pod.run("cat", "/run/start-script/nginx.conf"))
                    .as("what nginx was told")
                    .contains("events {}")
                    .doesNotContain("proxy_pass");
            assertThat(pod.run("sh", "-c", "ls /run/start-script /root/.ssh 2>/dev/null; true"))
                    .doesNotContain("jupyter")
                    .doesNotContain("authorized_keys");
            assertThat(pod.run("stat", "-c", "%a %U", "/run/sluice/secrets", "/run/sluice/secrets/hf-token"))
                    .isEqualTo("700 root\n400 root\n");
            // as whoever starts the image without its entry point: an engine gives its exec what the pod was given
            ExecResult bypassed = pod.exec("/start.sh");
            assertThat(bypassed.getExitCode()).isEqualTo(1);
            assertThat(bypassed.getStderr()).contains("secrets are in the environment");
            assertThat(bypassed.getStdout()).doesNotContain("Pod Started");
        }
    }

    @Test
    @Order(1)
    void aWorkerIsReachedInTheNetworkBetweenTheNodesAndTellsNccl() {
        assertThat(cluster.head().run("scontrol", "-o", "show", "node", "w2")).contains("NodeAddr=172.31.253.12 ");
        String carries = cluster.worker("w2")
                .run("sh", "-c", "ip -o -4 address | awk '/ 172[.]31[.]253[.]12\\// { print $2 }'")
                .strip();
        assertThat(carries).startsWith("eth");
        String ask = "srun --immediate=20 --mem=100 -w %s printenv NCCL_SOCKET_IFNAME || echo none";
        assertThat(cluster.head().as("alice", ask.formatted("w2"))).isEqualTo(carries + "\n");
        assertThat(cluster.head().as("alice", "export NCCL_SOCKET_IFNAME=own; " + ask.formatted("w2")))
                .isEqualTo("own\n");
        assertThat(cluster.head().as("alice", ask.formatted("w1") + " 2>/dev/null"))
                .isEqualTo("none\n");
    }

    @Test
    @Order(1)
    void aWorkerJoinsWithItsShareOfTheMachine() {
        String node = cluster.head().run("scontrol", "-o", "show", "node", "w1");
        assertThat(node).contains("CPUTot=1 ").contains("Gres=gpu:a100:2 ").contains("NodeAddr=172.31.252.11 ");
        assertThat(Integer.parseInt(node.replaceFirst(".* RealMemory=(\\d+) .*\\s*", "$1")))
                .as("memory for jobs of a pod with 2048 MiB")
                .isBetween(1500, 2047);
        assertThat(cluster.head().run("cat", "/etc/slurm/gres.conf"))
                .contains("NodeName=w1 Name=gpu Type=a100 File=/dev/nvidia3")
                .contains("NodeName=w1 Name=gpu Type=a100 File=/dev/nvidia5");
    }

    @Test
    @Order(2)
    void aPersonIsTheSameOnEveryWorker() {
        assertThat(cluster.head().run("sluice-self-check", "alice"))
                .contains("w1 ")
                .contains("w2 ")
                .contains("w3 ")
                .doesNotContain("could not")
                .contains("written there as alice");
        for (String name : List.of("w1", "w2", "w3")) {
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(cluster.worker(name).run("id", "alice"))
                            .contains("sluice-users", "3001(vision)"));
        }
        assertThat(cluster.worker("w1").exec("sluice-users", "remove", "alice").getStderr())
                .contains("people are changed by root on the head");
    }

    @Test
    @Order(3)
    void whoIsRemovedIsLockedOnEveryPodAndKeepsTheirNumber() {
        cluster.head().run("sluice-users", "add", "eve", "--accounts", "startup", "--uid", "2500");
        cluster.head().run("sluice-users", "remove", "eve");
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            assertThat(cluster.worker("w2").run("getent", "passwd", "eve"))
                    .contains(":2500:")
                    .contains("nologin");
            assertThat(cluster.head().run("id", "eve")).doesNotContain("sluice-users");
        });
        assertThat(cluster.head()
                        .exec("sluice-users", "add", "mallory", "--accounts", "x", "--uid", "2500")
                        .getStderr())
                .contains("mallory and eve have the same number 2500");
    }

    @Test
    @Order(4)
    void noSecretCanBeReadByOthers() {
        String values = String.join("|", Cluster.SECRETS.values());
        for (Pod pod : List.of(cluster.head(), cluster.worker("w1"))) {
            String key = pod.run("sh", "-c", "base64 -w0 /etc/munge/munge.key | cut -c1-40")
                    .strip();
            // root finds what is there, so that the search is known to find
            assertThat(pod.run("sh", "-c", "grep -rlE '" + values + "' /run/sluice/secrets"))
                    .contains("hf-token");
            String readable = pod.as(
                    "alice",
                    "grep -rlsaE '" + values + "' /etc /run /var /tmp /workspace /root /opt /home /usr/local"
                            + " /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null | grep -v \"/proc/$$/\" | grep -v '/proc/[0-9]*/cmdline'; true");
            assertThat(readable).as("files with a secret that alice may read").isEmpty();
            assertThat(pod.as(
                            "alice",
                            "find / -xdev -type f -size 1024c -readable -exec base64 -w0 {} \\; 2>/dev/null; true"))
                    .as("what alice may read of files as long as the munge key")
                    .doesNotContain(key);
            assertThat(pod.run(
                            "sh",
                            "-c",
                            "find / -xdev -type f -size 1024c -readable -exec base64 -w0 {} \\; 2>/dev/null; true"))
                    .as("what root may read of them")
                    .contains(key);
            assertThat(pod.run("sh", "-c", "tr '\\0' '\\n' < /proc/1/environ"))
                    .as("the environment that every program of the pod comes from")
                    .contains("ROLE=")
                    .doesNotContainPattern(values);
        }
        assertThat(cluster.head().run("stat", "-c", "%a %U", "/workspace/sluice/secrets/munge.key"))
                .isEqualTo("400 root\n");
    }

    @Test
    @Order(5)
    void aJobOnTwoWorkersRunsToItsEndUnderTheEyesOfItsOwner() {
        String job = alice.submit(Map.of("nodes", "2", "gpus", "2", "steps", "15"));
        awaitState(job, "running", 30);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(alice.page("/jobs/" + job + "/output")).contains("step 2/15"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(alice.page("/jobs/" + job + "/gpus")).contains("simulated readings"));
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            String series = alice.page("/jobs/" + job + "/gpus/series");
            assertThat(POINTS.matcher(series)
                            .results()
                            .map(found -> found.group(1))
                            .collect(Collectors.toSet()))
                    .as("nodes whose GPUs are drawn")
                    .hasSize(2);
        });
        awaitState(job, "completed", 60);
        assertThat(alice.page("/jobs/" + job + "/output"))
                .contains("0: ")
                .contains("1: ")
                .contains("is done");
        assertThat(cluster.head().run("sacct", "-nXP", "-j", job, "-o", "state,user"))
                .isEqualTo("COMPLETED|alice\n");
    }

    @Test
    @Order(6)
    void aJobIsCancelledFromItsPage() {
        String job = alice.submit(Map.of());
        awaitState(job, "running", 30);
        alice.cancel(job);
        awaitState(job, "cancelled", 30);
    }

    @Test
    @Order(7)
    void aJobOverItsMemoryIsEndedBySampling() {
        String job = cluster.head()
                .as(
                        "alice",
                        "sbatch --parsable -w w2 --mem=100 -o over.txt --wrap 'exec python3 -c \"x = bytearray(400 << 20); import time; time.sleep(60)\"'")
                .strip();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(cluster.head().run("sacct", "-nXP", "-j", job, "-o", "state"))
                        .containsPattern("FAILED|OUT_OF_MEMORY|CANCELLED"));
        assertThat(cluster.head().run("cat", "/home/alice/over.txt")).contains("memory");
        assertThat(cluster.head().run("sacct", "-nP", "-j", job + ".batch", "-o", "maxrss"))
                .as("MaxRSS, which slurmd may read with SYS_PTRACE")
                .containsPattern("\\d+K");
    }

    @Test
    @Order(8)
    void everybodyIsToldWhatThePodsCannotKeep() {
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            String page = alice.page("/cluster/capabilities").replaceAll("<[^>]*>|\\s+", " ");
            for (String node : List.of("w1", "w2", "w3")) {
                assertThat(page)
                        .containsPattern("Memory limits +partly +Slurm measures every few seconds.* " + node
                                + " .*GPUs of others +not kept");
            }
            assertThat(page)
                    .containsPattern("GPUs of others +not kept +A job is told which GPUs")
                    .containsPattern("Home directories +kept")
                    .containsPattern("The network between nodes +Not known");
        });
    }

    @Test
    @Order(9)
    void aWorkerThatIsCutOffComesBack() {
        cluster.worker("w3").cutOff();
        awaitTold("w3", "(down|not responding)", 60);
        cluster.worker("w3").reconnectAt("172.31.252.13");
        awaitTold("w3", "idle", 60);
    }

    @Test
    @Order(10)
    void aWorkerMayChangeItsAddress() {
        cluster.worker("w3").cutOff();
        cluster.worker("w3").reconnectAt("172.31.252.77");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(cluster.head().run("scontrol", "-o", "show", "node", "w3"))
                        .contains("NodeAddr=172.31.252.77 ")
                        .contains("State=IDLE+DYNAMIC_NORM "));
        assertThat(cluster.head().as("alice", "srun --immediate=20 --mem=100 -w w3 id -un"))
                .isEqualTo("alice\n");
    }

    @Test
    @Order(11)
    void workersComeAndGo() {
        cluster.addWorker("w4", 0, 0);
        cluster.addWorker("w5", 0, 0);
        awaitNodes(Duration.ofSeconds(30), "w1", "w2", "w3", "w4", "w5");

        String job = cluster.head()
                .as("alice", "sbatch --parsable --no-requeue -w w5 --mem=100 --wrap 'sleep 300'")
                .strip();
        awaitState(job, "running", 30);
        cluster.worker("w5").vanish();
        awaitState(job, "node fail", 60);
        cluster.worker("w4").stop();
        awaitNodes(Duration.ofSeconds(20), "w1", "w2", "w3", "w5");
        awaitNodes(Duration.ofMinutes(2), "w1", "w2", "w3");
        cluster.removeWorker("w4");
        cluster.removeWorker("w5");
        cluster.worker("w3").stop();
        cluster.removeWorker("w3");
        awaitNodes(Duration.ofSeconds(30), "w1", "w2");
    }

    @Test
    @Order(12)
    void jobsSurviveARestartOfTheHead() {
        String job = cluster.head()
                .as(
                        "alice",
                        "sbatch --parsable -w w2 --mem=100 -o survived.txt --wrap 'echo begun; sleep 20; echo survived'")
                .strip();
        awaitState(job, "running", 30);
        awaitOutput("survived.txt");
        cluster.head().restart();
        awaitState(job, "completed", 90);
        assertThat(cluster.head().run("cat", "/home/alice/survived.txt")).isEqualTo("begun\nsurvived\n");
    }

    @Test
    @Order(13)
    void anotherHeadTakesOverWhatTheOldOneLeftOnTheVolume() {
        String before = cluster.head().run("sacct", "-nXP", "-S", "now-1hour", "-o", "jobid,state,user");
        String key = cluster.head().run("cat", "/workspace/sluice/etc/host_ed25519.pub");
        String job = cluster.head()
                .as("alice", "sbatch --parsable -w w2 --mem=100 -o taken-over.txt --wrap 'echo begun; sleep 30'")
                .strip();
        awaitState(job, "running", 30);
        awaitOutput("taken-over.txt");
        cluster.replaceHead();
        awaitState(job, "completed", 120);
        assertThat(cluster.head().run("sacct", "-nXP", "-S", "now-1hour", "-o", "jobid,state,user"))
                .as("what accounting knew")
                .contains(before.lines().toList())
                .contains(job + "|COMPLETED|alice");
        assertThat(cluster.head().run("cat", "/workspace/sluice/etc/host_ed25519.pub"))
                .isEqualTo(key);
        assertThat(cluster.head().as("alice", "srun --immediate=30 --mem=100 -w w1 id -un"))
                .as("a worker whose environment names the head that is gone")
                .isEqualTo("alice\n");
        awaitNodes(Duration.ofSeconds(30), "w1", "w2");
    }

    @Test
    @Order(14)
    void aWorkerThatIsStartedOnDemandRunsTheJobThatWaitedForIt() {
        cluster.head().run("sh", "-c", """
                        cat > /workspace/sluice/etc/nodes.conf << END
                        NodeName=e6 State=CLOUD CPUs=2 RealMemory=1000 Gres=gpu:a100:2 Feature=a100
                        ResumeProgram=/etc/slurm/power.d/resume
                        SuspendProgram=/etc/slurm/power.d/suspend
                        SuspendTime=3600
                        SuspendTimeout=10
                        ResumeTimeout=180
                        PrivateData=cloud
                        END
                        """);
        cluster.head().restart();
        await("the head")
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> cluster.head().run("scontrol", "ping").contains("is UP"));
        runsTheJobThatWaitedForIt();
    }

    @Test
    @Order(15)
    void whatABrokenMachineHadIsForgottenWhenItIsGone() {
        String known = "/workspace/sluice/nodes/e6/gres.conf";
        cluster.removeWorker("e6");
        cluster.head().run("scontrol", "update", "nodename=e6", "state=power_down_force");
        cluster.head().run("sh", "-c", "echo > " + known);
        await("the GPUs of the broken machine are forgotten")
                .atMost(Duration.ofSeconds(90))
                .until(() -> cluster.head().exec("test", "-e", known).getExitCode() != 0);
        runsTheJobThatWaitedForIt();
    }

    @Test
    @Order(16)
    void aHeadThatWasFrozenEndsWhenItComesBack() {
        String job = cluster.head()
                .as(
                        "alice",
                        "sbatch --parsable --no-requeue -w w2 --mem=100 -o frozen.txt --wrap 'echo begun; until test -e go-on; do sleep 1; done'")
                .strip();
        awaitOutput("frozen.txt");
        cluster.head().run("scontrol", "update", "jobid=" + job, "comment=known-to-both");
        await("slurmctld has saved the job that runs")
                .atMost(Duration.ofSeconds(30))
                .until(() -> cluster.head()
                                .exec("sh", "-c", "grep -aq known-to-both /workspace/sluice/state/*/job_state")
                                .getExitCode()
                        == 0);
        Pod before = cluster.freezeHead();
        Pod after = cluster.head();
        assertThat(after.as("alice", "srun --immediate=30 --mem=100 -w w1 id -un"))
                .isEqualTo("alice\n");
        String claim = after.run("sh", "-c", "ls /workspace/sluice/claims | grep -E '^[0-9]+$' | tail -1");
        String process = after.run("cat", "/run/sluice/slurmctld.child");

        before.thaw();
        await("the one that was frozen ends").atMost(Duration.ofMinutes(1)).until(() -> !before.runs());
        assertThat(before.log()).contains("another head has claimed the volume: this one ends");
        assertThat(after.run("cat", "/workspace/sluice/head")).contains(" " + after.address() + " ");
        assertThat(after.run("sh", "-c", "ls /workspace/sluice/claims | grep -E '^[0-9]+$' | tail -1"))
                .isEqualTo(claim);
        assertThat(after.run("cat", "/run/sluice/slurmctld.child"))
                .as("slurmctld was not started again")
                .isEqualTo(process);
        after.as("alice", "touch go-on");
        await("the job that both heads knew")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(after.run("scontrol", "-o", "show", "job", job))
                        .contains("JobState=COMPLETED ")
                        .contains("Restarts=0 "));
    }

    @Test
    @Order(17)
    void thePodsOfAnInstantClusterTakeTheirPlacesAndTheFirstRunsJobsToo() {
        Pod other = cluster.becomeAnInstantCluster();
        Pod first = cluster.head();
        await("both nodes")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> first.run("sinfo", "-h", "-N", "-n", "node-0,node-1", "-o", "%N %T")
                        .equals("node-0 idle\nnode-1 idle\n"));
        assertThat(first.run("scontrol", "-o", "show", "node", "node-0"))
                .contains("NodeAddr=172.31.253.50 ")
                .as("the model's GPU is not Slurm's")
                .contains("Gres=gpu:a100:1 ");
        assertThat(first.run("scontrol", "-o", "show", "node", "node-1"))
                .contains("NodeAddr=172.31.253.51 ")
                .contains("Gres=gpu:a100:2 ");
        assertThat(
                        first.as(
                                "alice",
                                "srun --immediate=30 -N 2 -w node-0,node-1 --mem=100 --gpus-per-node=1 sh -c 'echo $SLURMD_NODENAME $NCCL_SOCKET_IFNAME' | sort"))
                .matches("node-0 eth\\d+\nnode-1 eth\\d+\n");
        assertThat(other.exec("pgrep", "-x", "sshd").getExitCode())
                .as("only the head has an sshd")
                .isEqualTo(1);
    }

    /** A job waits for e6, whose machine comes only now; its device files have other numbers than expected. */
    private static void runsTheJobThatWaitedForIt() {
        String job = cluster.head()
                .as(
                        "alice",
                        "sbatch --parsable -w e6 --gpus-per-node=a100:2 --mem=100 -o cloud.txt --wrap 'echo begun on $SLURMD_NODENAME with $SLURM_JOB_GPUS'")
                .strip();
        await("Slurm wants e6")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(cluster.head().run("scontrol", "-o", "show", "node", "e6"))
                        .containsPattern("State=\\S*POWERING_UP"));
        cluster.addWorker("e6", 0, 0);
        awaitState(job, "completed", 90);
        assertThat(cluster.head().run("cat", "/home/alice/cloud.txt")).isEqualTo("begun on e6 with 0,1\n");
        assertThat(cluster.head().run("scontrol", "-o", "show", "node", "e6"))
                .containsPattern("State=IDLE\\S*CLOUD")
                .doesNotContain("DRAIN");
        assertThat(cluster.head().run("sacct", "-nXP", "--duplicates", "-j", job, "-o", "state"))
                .as("one run and no second")
                .isEqualTo("COMPLETED\n");
    }

    private static void awaitState(String job, String state, int seconds) {
        await("job " + job + " is " + state)
                .atMost(Duration.ofSeconds(seconds))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(alice.state(job)).isEqualTo(state));
    }

    /** Slurm calls a job running before its script is; what is lost in between is Slurm's to tell. */
    private static void awaitOutput(String file) {
        await(file)
                .atMost(Duration.ofSeconds(30))
                .until(() -> cluster.head()
                        .exec("cat", "/home/alice/" + file)
                        .getStdout()
                        .contains("begun"));
    }

    /** The nodes page shows exactly these. */
    private static void awaitNodes(Duration atMost, String... names) {
        await("nodes " + List.of(names))
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(nodesShown()).containsExactly(names));
    }

    private static List<String> nodesShown() {
        return Pattern.compile("href=\"/nodes/(w\\d+)\"")
                .matcher(alice.page("/nodes"))
                .results()
                .map(found -> found.group(1))
                .distinct()
                .sorted()
                .toList();
    }

    private static void awaitTold(String node, String word, int seconds) {
        await(node + " is " + word)
                .atMost(Duration.ofSeconds(seconds))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(alice.page("/nodes/" + node)).containsPattern("<span>" + word + "</span>"));
    }
}
