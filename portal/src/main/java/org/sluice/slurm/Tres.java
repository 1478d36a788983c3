package org.sluice.slurm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Trackable resources, {@code cpu=2,mem=2000M,node=2,billing=2,gres/gpu=4,gres/gpu:a100=4} (tres in slurm.conf(5)). The
 * typed GPU entries are contained in the plain one; where only typed ones are written the plain one is their sum.
 *
 * @param amounts the values as Slurm wrote them, in its order
 */
public record Tres(Map<String, String> amounts) {
    public static final Tres NONE = new Tres(Map.of());
    private static final String GPU = "gres/gpu";

    public static Tres parse(String list) {
        if (Absent.is(list)) {
            return NONE;
        }
        Map<String, String> amounts = new LinkedHashMap<>();
        for (String part : list.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw new UnreadableWord(list, "trackable resources such as cpu=2,mem=2000M,gres/gpu=1");
            }
            amounts.put(part.substring(0, equals), part.substring(equals + 1));
        }
        return new Tres(Collections.unmodifiableMap(amounts));
    }

    /** The count of a resource; absent where it is not listed, or not a plain number. */
    public OptionalLong count(String resource) {
        String amount = amounts.getOrDefault(resource, "");
        return amount.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(amount)) : OptionalLong.empty();
    }

    public OptionalLong cpus() {
        return count("cpu");
    }

    public Optional<Memory> memory() {
        return Memory.tryParse(amounts.getOrDefault("mem", ""));
    }

    /** GPUs of every type; absent where the list names none, which for an allocation means there are none. */
    public OptionalLong gpus() {
        OptionalLong plain = count(GPU);
        if (plain.isPresent() || gpusByType().isEmpty()) {
            return plain;
        }
        return OptionalLong.of(
                gpusByType().values().stream().mapToLong(Long::longValue).sum());
    }

    /** GPUs by Slurm's name of their type; GPUs without a named type are not in it. */
    public Map<String, Long> gpusByType() {
        Map<String, Long> byType = new TreeMap<>();
        for (String resource : amounts.keySet()) {
            if (resource.startsWith(GPU + ":")) {
                count(resource).ifPresent(count -> byType.put(resource.substring(GPU.length() + 1), count));
            }
        }
        return byType;
    }
}
