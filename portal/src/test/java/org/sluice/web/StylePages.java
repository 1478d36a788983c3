package org.sluice.web;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Pages composed as the product composes them, from made-up jobs and nodes. */
@Controller
@TestComponent
class StylePages {
    record JobRow(
            String id,
            String name,
            String user,
            String partition,
            String size,
            StateLook look,
            @Nullable Duration elapsed,
            @Nullable Duration limit,
            @Nullable Instant since,
            String words) {}

    record Cell(String kind, String letter, String words) {}

    record Tile(String name, StateLook look, String words, List<Cell> cells) {}

    record ScriptLine(String kind, String text) {}

    @GetMapping("/style/{page}")
    String page(
            @PathVariable String page,
            @RequestParam(defaultValue = "FRESH") Pulse.Kind pulse,
            @RequestParam(defaultValue = "false") boolean administrator,
            @RequestParam(defaultValue = "false") boolean operator,
            Model model) {
        Instant now = Instant.now();
        model.addAttribute("viewerName", "Alice Liddell");
        model.addAttribute("viewerUnixUser", "sluice-alice");
        model.addAttribute("viewerRoles", administrator ? "Slurm administrator" : "");
        model.addAttribute("viewerIsOperator", operator || administrator);
        model.addAttribute("viewerIsAdministrator", administrator);
        model.addAttribute("pulse", pulse(pulse, now));
        model.addAttribute("jobLooks", jobLooks());
        model.addAttribute("nodeLooks", nodeLooks());
        model.addAttribute("rows", rows(now));
        model.addAttribute("racks", racks());
        model.addAttribute("script", script());
        model.addAttribute("partitions", new LinkedHashMap<>(Map.of("gpu", "gpu (8 A100)", "cpu", "cpu")));
        model.addAttribute("then", now.minusSeconds(134));
        model.addAttribute("elapsed", Duration.ofMinutes(47).plusSeconds(12));
        model.addAttribute("limit", Duration.ofHours(2));
        return "style/" + page;
    }

    /** Takes "good", does not take "bad", and has forgotten the session of "late". */
    @PostMapping("/style/form")
    ModelAndView send(@RequestParam String name, Model model) {
        if (name.startsWith("bad")) {
            page("form", Pulse.Kind.FRESH, false, false, model);
            model.addAttribute("typed", name);
            model.addAttribute("error", "This is not a name.");
            return new ModelAndView("style/form", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return new ModelAndView("redirect:/style/" + (name.startsWith("late") ? "sign-in" : "jobs"));
    }

    @GetMapping("/style/words")
    String words() {
        return "style/words";
    }

    @GetMapping("/style/sign-in")
    String signIn(@RequestParam @Nullable String problem, Model model) {
        model.addAttribute("problem", problem);
        return "access/sign-in";
    }

    @GetMapping("/style/breaks")
    String breaks() {
        throw new IllegalStateException("a fault made on purpose");
    }

    @GetMapping("/style/answers/{status}")
    String answers(@PathVariable int status) {
        throw new ResponseStatusException(HttpStatus.valueOf(status));
    }

    /** What the browser sent, as a slot of a page sees it. */
    @RequestMapping("/style/echo")
    @ResponseBody
    String echo(@RequestHeader(name = "X-Sluice-Live", defaultValue = "by hand") String live) {
        return live;
    }

    @GetMapping("/style/table")
    String table() {
        return "style/slots :: rows(second='completed')";
    }

    @GetMapping("/style/moves")
    String moves() {
        return "redirect:/style/states";
    }

    private static Pulse pulse(Pulse.Kind kind, Instant now) {
        return switch (kind) {
            case FRESH -> new Pulse(kind, now.minusSeconds(2), "");
            case SLOW -> new Pulse(kind, now.minusSeconds(14), "slurmctld answers after 9 s");
            case UNREACHABLE -> new Pulse(kind, now.minusSeconds(260), "head: Connection refused");
            case NEVER -> Pulse.never("");
        };
    }

    static List<StateLook> jobLooks() {
        return List.of(
                new StateLook("pending", "pending", "hourglass"),
                new StateLook("configuring", "changing", "turning"),
                new StateLook("completing", "changing", "turning"),
                new StateLook("running", "running", "play"),
                new StateLook("completed", "completed", "check"),
                new StateLook("failed", "failed", "cross"),
                new StateLook("out of memory", "failed", "memory"),
                new StateLook("node failed", "failed", "node"),
                new StateLook("timeout", "overtime", "clock"),
                new StateLook("preempted", "overtime", "drain"),
                new StateLook("cancelled", "cancelled", "stop"),
                new StateLook("held", "held", "pause"),
                new StateLook("suspended", "held", "pause"),
                new StateLook("not known", "unknown", "question"));
    }

    static List<StateLook> nodeLooks() {
        return List.of(
                new StateLook("idle", "idle", "empty"),
                new StateLook("mixed", "mixed", "half"),
                new StateLook("allocated", "allocated", "full"),
                new StateLook("draining", "draining", "drain"),
                new StateLook("drained", "drained", "drained"),
                new StateLook("down", "down", "down"),
                new StateLook("not responding", "silent", "silent"),
                new StateLook("powering up", "powering", "power"),
                new StateLook("planned", "planned", "calendar"),
                new StateLook("reserved", "reserved", "lock"),
                new StateLook("dynamic", "dynamic", "cloud"),
                new StateLook("not known", "unknown", "question"));
    }

    private static List<JobRow> rows(Instant now) {
        List<StateLook> looks = jobLooks();
        StateLook running = looks.get(3);
        Duration twoHours = Duration.ofHours(2);
        return List.of(
                row(
                        "4731",
                        "llama-70b-finetune",
                        "gpu",
                        "2 × 4 A100",
                        running,
                        now,
                        2832,
                        Duration.ofHours(8),
                        "a1, a2"),
                row("4730", "resnet50-imagenet", "gpu", "1 × 2 A100", running, now, 6780, twoHours, "a1"),
                row("4729", "notebook", "gpu", "1 × 1 A100", running, now, 95, Duration.ofHours(1), "a2"),
                row(
                        "4728_[0-31%4]",
                        "sweep-lr", "gpu", "1 A100", looks.get(0), null, 0, twoHours, "waits for GPUs: Resources"),
                row(
                        "4727",
                        "dpo-7b",
                        "gpu",
                        "2 × 4 A100",
                        looks.get(0),
                        null,
                        0,
                        twoHours,
                        "3 jobs stand before it: Priority"),
                row("4726", "preprocess", "cpu", "8 CPUs", looks.get(1), now, 4, twoHours, "nodes are being prepared"),
                row("4725", "eval-mmlu", "gpu", "1 × 1 A100", looks.get(4), null, 1283, twoHours, "exit 0"),
                row(
                        "4724",
                        "eval-gsm8k",
                        "gpu",
                        "1 × 1 A100",
                        looks.get(5),
                        null,
                        34,
                        twoHours,
                        "exit 1: train.py stopped"),
                row(
                        "4723",
                        "tokenise-the-pile",
                        "cpu",
                        "32 CPUs",
                        looks.get(6),
                        null,
                        3912,
                        twoHours,
                        "killed at 64 GiB of 64 GiB"),
                row(
                        "4722",
                        "clip-pretrain",
                        "gpu",
                        "2 × 4 A100",
                        looks.get(8),
                        null,
                        7201,
                        twoHours,
                        "reached its limit of 2:00:00"),
                row("4721", "vit-large", "gpu", "1 × 4 A100", looks.get(10), null, 421, twoHours, "cancelled by alice"),
                row(
                        "4720",
                        "ablation-12",
                        "gpu",
                        "1 × 1 A100",
                        looks.get(11),
                        null,
                        0,
                        twoHours,
                        "held by alice: JobHeldUser"),
                row("4719", "ablation-11", "gpu", "1 × 1 A100", looks.get(7), null, 860, twoHours, "node a2 failed"),
                row(
                        "4718",
                        "ablation-10",
                        "gpu",
                        "1 × 1 A100",
                        looks.get(13),
                        null,
                        0,
                        twoHours,
                        "gone from Slurm before its end was seen"),
                row("4717", "ablation-09", "gpu", "1 × 1 A100", looks.get(4), null, 2201, twoHours, "exit 0"),
                row("4716", "ablation-08", "gpu", "1 × 1 A100", looks.get(4), null, 2187, twoHours, "exit 0"),
                row("4715", "ablation-07", "gpu", "1 × 1 A100", looks.get(4), null, 2240, twoHours, "exit 0"),
                row(
                        "4714",
                        "ablation-06",
                        "gpu",
                        "1 × 1 A100",
                        looks.get(9),
                        null,
                        112,
                        twoHours,
                        "made room for 4713"),
                row(
                        "4713",
                        "demo-for-the-board-with-a-very-long-name-nobody-would-cut",
                        "gpu",
                        "2 × 4 A100",
                        looks.get(4),
                        null,
                        93784,
                        null,
                        "exit 0"),
                row("4712", "hello", "cpu", "1 CPU", looks.get(2), now, 7, Duration.ofMinutes(5), "its epilog runs"));
    }

    private static JobRow row(
            String id,
            String name,
            String partition,
            String size,
            StateLook look,
            @Nullable Instant now,
            int elapsedSeconds,
            @Nullable Duration limit,
            String words) {
        Instant since = now == null ? null : now.minusSeconds(elapsedSeconds);
        return new JobRow(
                id,
                name,
                "sluice-alice",
                partition,
                size,
                look,
                Duration.ofSeconds(elapsedSeconds),
                limit,
                since,
                words);
    }

    private static Map<String, List<Tile>> racks() {
        List<StateLook> looks = nodeLooks();
        Cell free = new Cell("free", "", "free");
        Cell taken = new Cell("taken", "", "someone's job, until about 14:00");
        Cell mine = new Cell("mine", "", "4731, yours");
        Cell out = new Cell("out", "", "out of service");
        Cell unknown = new Cell("unknown", "?", "not known");
        Map<String, List<Tile>> racks = new LinkedHashMap<>();
        racks.put(
                "gpu",
                List.of(
                        new Tile("a1", looks.get(2), "4 of 4 A100 in use", List.of(mine, mine, taken, taken)),
                        new Tile("a2", looks.get(1), "3 of 4 A100 in use", List.of(mine, mine, taken, free)),
                        new Tile("a3", looks.get(0), "4 A100 free", List.of(free, free, free, free)),
                        new Tile("a4", looks.get(3), "ECC errors on GPU 2", List.of(taken, taken, out, out)),
                        new Tile("a5", looks.get(4), "fans are exchanged", List.of(out, out, out, out)),
                        new Tile("a6", looks.get(6), "not seen for 3 min", List.of(unknown, unknown, unknown, unknown)),
                        new Tile(
                                "h1",
                                looks.get(1),
                                "5 of 8 H100 in use",
                                List.of(taken, taken, taken, mine, mine, free, free, free)),
                        new Tile(
                                "h2",
                                looks.get(5),
                                "Node unexpectedly rebooted",
                                List.of(out, out, out, out, out, out, out, out))));
        racks.put(
                "cpu",
                List.of(
                        new Tile("c1", looks.get(0), "0 of 32 CPUs in use", List.of()),
                        new Tile("cloud-7", looks.get(7), "asked for 40 s ago", List.of())));
        return racks;
    }

    private static List<ScriptLine> script() {
        return List.of(
                new ScriptLine("", "#!/bin/bash"),
                new ScriptLine("is-directive", "#SBATCH --job-name=llama-70b-finetune"),
                new ScriptLine("is-directive", "#SBATCH --partition=gpu"),
                new ScriptLine("is-directive is-changed", "#SBATCH --nodes=2"),
                new ScriptLine("is-directive", "#SBATCH --gpus-per-node=a100:2"),
                new ScriptLine("is-directive", "#SBATCH --time=02:00:00"),
                new ScriptLine("", ""),
                new ScriptLine("is-comment", "# What you filled in"),
                new ScriptLine("is-value", "export EPOCHS='3'"),
                new ScriptLine("is-value", "export DATASET='/home/sluice-alice/data/it'\\''s here'"),
                new ScriptLine("", ""),
                new ScriptLine("is-comment", "# One task a node; torchrun starts one process a GPU"),
                new ScriptLine("", "srun --ntasks-per-node=1 torchrun \\"),
                new ScriptLine("", "  --nnodes=\"$SLURM_JOB_NUM_NODES\" --nproc-per-node=\"$SLURM_GPUS_ON_NODE\" \\"),
                new ScriptLine(
                        "",
                        "  --rdzv-backend=c10d --rdzv-endpoint=\"$(scontrol show hostnames \"$SLURM_JOB_NODELIST\" | head -n1):29500\" \\"),
                new ScriptLine("", "  train.py --epochs \"$EPOCHS\" --data \"$DATASET\""));
    }
}
