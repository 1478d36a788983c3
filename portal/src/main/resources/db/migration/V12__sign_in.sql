-- Sign-ins are counted, one row a login, address, outcome and hour: guesses must not push everything else off the audit.
alter table audit add column address text;
alter table audit add column times integer not null default 1;
alter table audit add column last_at timestamptz;
alter table audit add column counted_in timestamptz;
create unique index audit_counted on audit (action, login, address, outcome, counted_in) where counted_in is not null;
create index audit_uncounted on audit (id desc) where counted_in is null;

-- Browsers from which a person has signed in before: guesses from elsewhere do not keep them out.
create table known_place (
    token_hash bytea       primary key,
    login      text        not null,
    used_at    timestamptz not null
);
create index known_place_used on known_place (used_at);
