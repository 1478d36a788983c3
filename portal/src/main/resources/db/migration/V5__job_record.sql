-- What scontrol and accounting tell of a job beyond what lists show; null where neither has told it.
alter table job
    add column std_err          text,
    add column derived_exit     text,
    add column memory_requested text, -- as Slurm writes it: 4000M for the whole job, 1000Mc a CPU, 8Gn a node
    add column tres_requested   text,
    add column tres_allocated   text,
    add column dependency       text,
    add column restarts         integer,
    add column cancelled_by     text; -- Unix user; the number where the cluster has no name for it

create table job_step (
    job_id       text        not null,
    submitted_at timestamptz not null,
    place        integer     not null, -- accounting's order
    step         text        not null,
    name         text        not null,
    state        text        not null,
    exit_status  text,
    started_at   timestamptz,
    ended_at     timestamptz,
    tasks        integer     not null,
    node_list    text        not null,
    peak_memory  bigint, -- bytes of one task
    cpu_time     bigint, -- milliseconds of all tasks
    primary key (job_id, submitted_at, step),
    foreign key (job_id, submitted_at) references job on delete cascade
);

-- Up to when accounting has been asked for jobs that the queue never showed: one row.
create table job_caught_up (
    only_one boolean     primary key default true check (only_one),
    until    timestamptz not null
);

-- The job that this one was submitted in place of, with a change.
alter table submission
    add column in_place_of           text,
    add column in_place_of_submitted timestamptz,
    add check ((in_place_of is null) = (in_place_of_submitted is null));
create index submission_in_place_of on submission (in_place_of) where in_place_of is not null;

create index job_ended on job (ended_at desc) where not live;
