-- A GPU, or one instance of a GPU that is split (MIG), as its node told of it.
create table gpu_device (
    id            integer generated always as identity primary key,
    node          text        not null,
    uuid          text        not null,
    instance      text        not null default '', -- NVIDIA's GPU_I_ID; empty for a whole GPU
    profile       text        not null default '', -- such as 3g.40gb; empty for a whole GPU
    mig_uuid      text        not null default '',
    model         text        not null default '',
    pci_bus_id    text        not null default '',
    minor         integer,                         -- N of /dev/nvidiaN
    dcgm_index    integer,
    gres_type     text        not null default '',
    gres_position integer,                         -- Slurm's IDX on its node
    memory_mib    integer,
    simulated     boolean     not null default false,
    first_seen_at timestamptz not null,
    seen_at       timestamptz not null,
    unique (uuid, instance, profile)
);
create index gpu_device_node on gpu_device (node);

-- What was read of a device at a moment; null where it was not told. The portal makes a partition a day.
create table gpu_sample (
    at           timestamptz not null,
    device       integer     not null,
    utilization  real, -- percent
    memory_used  real, -- MiB
    power        real, -- watt
    temperature  real, -- degrees Celsius
    memory_copy  real, -- percent
    sm_clock     real, -- MHz
    clock_events integer,
    primary key (device, at)
) partition by range (at);

-- From when to when a job held a device. A requeued job has several.
create table gpu_interval (
    device     integer     not null references gpu_device,
    raw_job_id bigint      not null,
    began_at   timestamptz not null,
    ended_at   timestamptz,
    ended_by   text check (ended_by in ('epilog', 'node-restart', 'slurm')),
    restart    integer     not null default 0,
    shared     boolean     not null default false,
    source     text        not null check (source in ('log', 'hpc_job', 'idx')),
    node       text        not null,
    primary key (device, raw_job_id, began_at),
    check ((ended_at is null) = (ended_by is null)),
    check (ended_at >= began_at)
);
create index gpu_interval_job on gpu_interval (raw_job_id);
create index gpu_interval_open on gpu_interval (node) where ended_at is null;

-- When a node did not answer, and why. Node '' : the portal was not looking.
create table gpu_silence (
    node  text        not null,
    since timestamptz not null,
    until timestamptz,
    why   text        not null,
    primary key (node, since),
    check (until >= since)
);

-- The last moment at which the portal was looking: one row.
create table gpu_watch (
    only_one  boolean     primary key default true check (only_one),
    looked_at timestamptz not null
);
