package org.sluice.gpu.exposition;

/** A job that dcgm-exporter names beside a device's readings (its label {@code hpc_job}). */
public record JobLabel(DeviceKey device, long rawJobId) {}
