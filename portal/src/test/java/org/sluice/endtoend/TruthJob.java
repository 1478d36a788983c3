package org.sluice.endtoend;

import java.util.List;

/**
 * A job, or a task of an array, of the truth test.
 *
 * @param id as Slurm names it to people
 * @param rawId Slurm's own number, which the level comes from
 * @param gpus devices it was to get in all
 */
record TruthJob(String id, long rawId, String login, Kind kind, int gpus) implements Comparable<TruthJob> {
    /** What is special about it, how often there is such a job, for how many seconds it works, and what it asks for. */
    enum Kind {
        ONE_GPU(50, 6, 1, "--partition=gpu --gres=gpu:a100:1"),
        TWO_SECONDS(30, 2, 1, "--partition=gpu --gres=gpu:a100:1"),
        TWO_GPUS(15, 5, 2, "--partition=gpu --gres=gpu:a100:2"),
        TWO_NODES(15, 6, 4, "--partition=gpu --nodes=2 --ntasks-per-node=1 --gres=gpu:a100:2"),
        ARRAY(3, 4, 1, "--partition=gpu --gres=gpu:a100:1 --array=1-10"),
        REQUEUED(5, 9, 1, "--partition=gpu --gres=gpu:a100:1 --requeue"),
        H100(15, 5, 1, "--partition=h100 --gres=gpu:h100:1"),
        MIG(20, 8, 1, "--partition=mig --gres=gpu:1g.10gb:1"),
        SHARED(20, 6, 1, "--partition=shared --gres=shard:1");

        private final int times;
        private final int seconds;
        private final int gpus;
        private final String options;

        Kind(int times, int seconds, int gpus, String options) {
            this.times = times;
            this.seconds = seconds;
            this.gpus = gpus;
            this.options = options;
        }

        int times() {
            return times;
        }

        int seconds() {
            return seconds;
        }

        int gpus() {
            return gpus;
        }

        List<String> options() {
            return List.of(options.split(" "));
        }
    }

    /** How often it takes a device: once each, and all again after it was requeued. */
    int holds() {
        return kind == Kind.REQUEUED ? 2 * gpus : gpus;
    }

    /** What it puts on each of its GPUs: percent of the utilisation, and of the memory. */
    int level() {
        return (int) (rawId % 60) + 30;
    }

    @Override
    public int compareTo(TruthJob other) {
        return Long.compare(rawId, other.rawId);
    }

    @Override
    public String toString() {
        return kind + " job " + id + " (level " + level() + ")";
    }
}
