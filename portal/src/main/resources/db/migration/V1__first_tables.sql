-- What people did or tried to do. Rows are only ever added.
create table audit (
    id        bigint generated always as identity primary key,
    at        timestamptz not null,
    login     text        not null,
    unix_user text        not null,
    action    text        not null,
    object    text        not null,
    outcome   text        not null check (outcome in ('done', 'refused', 'not done', 'not known')),
    detail    text
);
create index audit_at on audit (at desc);

-- One row a submission, written before Slurm is asked.
create table submission (
    key        text primary key check (key ~ '^[a-z0-9]{20,40}$'),
    login      text        not null,
    unix_user  text        not null,
    template   text        not null,
    values     jsonb       not null,
    script     text        not null,
    arguments  jsonb       not null,
    state      text        not null check (state in ('SENDING', 'ACCEPTED', 'REFUSED', 'UNCLEAR', 'NOT_SUBMITTED')),
    job_id     text,
    words      text,
    created_at timestamptz not null,
    give_up_at timestamptz not null,
    settled_at timestamptz,
    check ((state = 'ACCEPTED') = (job_id is not null)),
    check ((state in ('SENDING', 'UNCLEAR')) = (settled_at is null))
);
create index submission_open on submission (created_at) where state in ('SENDING', 'UNCLEAR');
create index submission_last on submission (unix_user, template, created_at desc);
create index submission_job on submission (job_id);

-- What was seen of each job, from first sight on. Slurm re-uses ids, so a job is its id and its submit time.
create table job (
    job_id         text        not null,
    submitted_at   timestamptz not null,
    raw_id         bigint      not null,
    name           text        not null,
    owner          text        not null,
    account        text        not null,
    partition      text        not null,
    qos            text        not null,
    state          text        not null,
    reason         text        not null,
    nodes          integer     not null,
    cpus           integer     not null,
    gpus           integer,
    tres_per_node  text        not null,
    node_list      text        not null,
    time_limit     bigint,
    eligible_at    timestamptz,
    started_at     timestamptz,
    ended_at       timestamptz,
    exit_status    text,
    comment        text        not null,
    work_dir       text        not null,
    std_out        text,
    allocation     jsonb,
    live           boolean     not null,
    settled        boolean     not null default false,
    source         text        not null,
    observed_at    timestamptz not null,
    first_seen_at  timestamptz not null,
    primary key (job_id, submitted_at)
);
create index job_owner on job (owner, submitted_at desc);
create index job_submitted on job (submitted_at desc);
create index job_live on job (live) where live;
create index job_open on job (observed_at) where not live and not settled;

-- Spring Session's own tables (spring-session-jdbc, schema-postgresql.sql), so that a restart signs nobody out.
create table spring_session (
    primary_id            char(36) not null primary key,
    session_id            char(36) not null unique,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval int      not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100)
);
create index spring_session_expiry on spring_session (expiry_time);
create index spring_session_principal on spring_session (principal_name);
create table spring_session_attributes (
    session_primary_id char(36)     not null references spring_session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);
