-- Which tasks of an array a row stands for that have not started; every other row stands for one job.
alter table job
    add column waiting_tasks text    not null default '', -- as Slurm writes them: 3-9%2
    add column tasks         integer not null default 1,
    -- How long it had run at a moment, as Slurm counts: without the time it was suspended.
    add column elapsed       bigint, -- milliseconds
    add column elapsed_at    timestamptz,
    add check ((elapsed is null) = (elapsed_at is null));
