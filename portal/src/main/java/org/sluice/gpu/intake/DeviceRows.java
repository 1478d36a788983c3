package org.sluice.gpu.intake;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.sluice.gpu.exposition.DeviceKey;
import org.sluice.gpu.exposition.ReportedDevice;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of devices; an unchanged device is written twice a minute, which shows that it is still there. */
@Repository
class DeviceRows {
    private static final Duration SEEN_AGAIN = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final Map<DeviceKey, Known> known = new ConcurrentHashMap<>();

    private record Known(int id, String node, ReportedDevice reported, boolean simulated, Instant seenAt) {}

    DeviceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The device's number in the table. */
    int id(String node, ReportedDevice reported, boolean simulated, Instant now) {
        Known before = known.get(reported.key());
        if (before != null
                && before.node().equals(node)
                && before.reported().equals(reported)
                && before.simulated() == simulated
                && now.isBefore(before.seenAt().plus(SEEN_AGAIN))) {
            return before.id();
        }
        int id = write(node, reported, simulated, now);
        known.put(reported.key(), new Known(id, node, reported, simulated, now));
        return id;
    }

    /** After a transaction that was rolled back nothing is known for certain. */
    void forget() {
        known.clear();
    }

    /** What a stock dcgm-exporter does not report stays as our own exporter once reported it. */
    private int write(String node, ReportedDevice reported, boolean simulated, Instant now) {
        Integer id = jdbc.sql("""
                        insert into gpu_device (node, uuid, instance, profile, mig_uuid, model, pci_bus_id, minor,
                                                dcgm_index, gres_type, gres_position, memory_mib, simulated,
                                                first_seen_at, seen_at)
                        values (:node, :uuid, :instance, :profile, :migUuid, :model, :pci, :minor, :index, :type,
                                :position, :memory, :simulated, :now, :now)
                        on conflict (uuid, instance, profile) do update
                           set node = excluded.node, mig_uuid = coalesce(nullif(excluded.mig_uuid, ''), gpu_device.mig_uuid),
                               model = coalesce(nullif(excluded.model, ''), gpu_device.model),
                               pci_bus_id = coalesce(nullif(excluded.pci_bus_id, ''), gpu_device.pci_bus_id),
                               minor = coalesce(excluded.minor, gpu_device.minor),
                               dcgm_index = coalesce(excluded.dcgm_index, gpu_device.dcgm_index),
                               gres_type = coalesce(nullif(excluded.gres_type, ''), gpu_device.gres_type),
                               gres_position = coalesce(excluded.gres_position, gpu_device.gres_position),
                               memory_mib = coalesce(excluded.memory_mib, gpu_device.memory_mib),
                               simulated = excluded.simulated, seen_at = excluded.seen_at
                        returning id
                        """)
                .param("node", node)
                .param("uuid", reported.key().uuid())
                .param("instance", reported.key().instance())
                .param("profile", reported.key().profile())
                .param("migUuid", reported.migUuid())
                .param("model", reported.model())
                .param("pci", reported.pciBusId())
                .param("minor", reported.minor())
                .param("index", reported.dcgmIndex())
                .param("type", reported.gresType())
                .param("position", reported.position())
                .param("memory", reported.memoryMib())
                .param("simulated", simulated)
                .param("now", Timestamp.from(now))
                .query(Integer.class)
                .single();
        return Objects.requireNonNull(id);
    }
}
