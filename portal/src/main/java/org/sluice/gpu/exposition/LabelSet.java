package org.sluice.gpu.exposition;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The labels of a series once read; a reader meets the same again with every quantity and every body. */
final class LabelSet {
    private static final String DEVICE_FILE = "nvidia";

    private final int number;
    private final byte[] bytes;
    private final Labels labels;
    private @Nullable DeviceKey device;
    private @Nullable ReportedDevice described;
    private @Nullable ReportedDevice seen;
    private @Nullable ReportedInterval interval;

    /**
     * @param number counts the label sets of a reader from 0
     * @param bytes as they stand between the braces
     */
    LabelSet(int number, byte[] bytes, Labels labels) {
        this.number = number;
        this.bytes = bytes;
        this.labels = labels;
    }

    int number() {
        return number;
    }

    byte[] bytes() {
        return bytes;
    }

    Labels labels() {
        return labels;
    }

    /** @throws Unreadable when the labels name no device */
    DeviceKey device() {
        if (device == null) {
            device = labels.device();
        }
        return device;
    }

    /** The device as {@code sluice_gpu_info} describes it. */
    ReportedDevice described() {
        if (described == null) {
            described = new ReportedDevice(
                    device(),
                    labels.bounded("MIG_UUID"),
                    labels.bounded("modelName"),
                    labels.bounded("pci_bus_id"),
                    labels.number("minor"),
                    labels.number("gpu"),
                    labels.bounded("type"),
                    labels.number("position"),
                    labels.number("memory_mib"));
        }
        return described;
    }

    /** The device as the labels of a reading describe it; dcgm-exporter knows neither gres nor MIG UUID. */
    ReportedDevice seen(@Nullable Integer memoryMib) {
        ReportedDevice before = seen;
        if (before != null && Objects.equals(before.memoryMib(), memoryMib)) {
            return before;
        }
        ReportedDevice now = new ReportedDevice(
                device(),
                "",
                labels.bounded("modelName"),
                labels.bounded("pci_bus_id"),
                minor(),
                labels.number("gpu"),
                "",
                null,
                memoryMib);
        seen = now;
        return now;
    }

    /** @throws Unreadable when the labels describe no device */
    void requireDevice() {
        if (seen == null) {
            seen(null);
        }
    }

    /** The job dcgm-exporter names; null when it names none, or what it names is no job's number. */
    @Nullable
    JobLabel job() {
        String job = labels.text("hpc_job");
        return job.isEmpty() || job.length() > 18 || !digits(job) ? null : new JobLabel(device(), Long.parseLong(job));
    }

    ReportedInterval interval() {
        if (interval == null) {
            interval = readInterval();
        }
        return interval;
    }

    private ReportedInterval readInterval() {
        Long job = labels.longNumber("job");
        var begin = labels.moment("begin");
        var end = labels.moment("end");
        String endedBy = labels.text("end_by");
        if (job == null
                || begin == null
                || (end == null) != endedBy.isEmpty()
                || (end != null && end.isBefore(begin))) {
            throw new Unreadable("a hold without a job, or without a sound begin and end");
        }
        if (end != null && !endedBy.equals("epilog") && !endedBy.equals("node-restart")) {
            throw new Unreadable("a hold that ended by something unknown");
        }
        Integer restart = labels.number("restart");
        return new ReportedInterval(
                labels.identity("UUID"),
                labels.bounded("GPU_I_ID"),
                job,
                restart == null ? 0 : restart,
                labels.text("shared").equals("true"),
                begin,
                end,
                end == null ? null : endedBy);
    }

    private @Nullable Integer minor() {
        String file = labels.text("device");
        String minor = file.startsWith(DEVICE_FILE) ? file.substring(DEVICE_FILE.length()) : "";
        return minor.isEmpty() || minor.length() > 9 || !digits(minor) ? null : Integer.valueOf(minor);
    }

    private static boolean digits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
