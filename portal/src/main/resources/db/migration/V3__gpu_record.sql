-- What the GPUs of an ended job did, written once, so that it outlives the readings it was made from.
create table gpu_record (
    job_id       text        not null,
    submitted_at timestamptz not null,
    series       jsonb       not null,
    figures      jsonb       not null,
    written_at   timestamptz not null,
    primary key (job_id, submitted_at),
    foreign key (job_id, submitted_at) references job on delete cascade
);

-- Holds name jobs by Slurm's raw number.
create index job_raw on job (raw_id);
