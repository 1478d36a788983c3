-- Why a job failed, in a few words, as the rules found it in the output that its owner reads.
create table job_finding (
    job_id       text        not null,
    submitted_at timestamptz not null,
    rule         text        not null,
    title        text        not null,
    found_at     timestamptz not null,
    primary key (job_id, submitted_at),
    foreign key (job_id, submitted_at) references job on update cascade on delete cascade
);
