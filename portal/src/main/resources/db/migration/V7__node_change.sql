-- What was done to a node from here and how it stood before: what "Undo" goes by.
create table node_change (
    id            bigint generated always as identity primary key,
    at            timestamptz not null,
    login         text        not null,
    unix_user     text        not null,
    node          text        not null,
    action        text        not null,
    reason        text        not null,
    state_before  text        not null,
    reason_before text        not null,
    taken_back_at timestamptz
);
create index node_change_node on node_change (node, id desc);
create index audit_object on audit (object, at desc);
