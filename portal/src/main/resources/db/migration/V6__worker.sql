-- Machines of CLOUD nodes that were to be started or removed, and what came of it.
create table worker_change (
    id         bigint      generated always as identity primary key,
    node       text        not null,
    direction  text        not null check (direction in ('START', 'STOP')),
    asked_by   text, -- login; null where Slurm asked
    agreed     numeric, -- the price an hour that the administrator was shown
    asked_at   timestamptz not null,
    stage      text        not null check (stage in ('ASKED', 'UNDER_WAY', 'DONE', 'FAILED', 'REFUSED')),
    plan       text,
    price      numeric, -- an hour
    currency   text        not null default '',
    words      text        not null default '',
    attempts   integer     not null default 0,
    ended_at   timestamptz,
    held_until timestamptz, -- the portal that works on it says again and again that it still does
    check ((ended_at is null) = (stage in ('ASKED', 'UNDER_WAY')))
);
create unique index worker_change_open on worker_change (node) where stage in ('ASKED', 'UNDER_WAY');
create index worker_change_node on worker_change (node, asked_at);

-- From when to when a machine ran, at what price an hour.
create table worker_run (
    node       text        not null,
    title      text        not null,
    price      numeric, -- null where it is not known
    currency   text        not null,
    started_at timestamptz not null,
    ended_at   timestamptz check (ended_at >= started_at),
    primary key (node, started_at)
);
create unique index worker_run_open on worker_run (node) where ended_at is null;
