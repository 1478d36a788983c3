-- The number of the array or heterogeneous job that a row is part of; of any other job its own. It finds the parts of a
-- job without a look through the whole archive.
alter table job
    add column array_id bigint generated always as (substring(job_id from '^[0-9]{1,18}')::bigint) stored;
create index job_array on job (array_id);

-- Lists in their order: of everybody, of one person, of an account, and of what runs.
create index job_listed on job (live desc, submitted_at desc, raw_id desc);
create index job_listed_owner on job (owner, live desc, submitted_at desc, raw_id desc);
create index job_account on job (account);
create index job_running on job (live desc, submitted_at desc, raw_id desc) where live and state <> 'PENDING';
drop index job_owner;
drop index job_live;
create index job_live on job (observed_at) where live;
