-- Spring Session's two tables, under names of ours. Of one installation only: no archive holds them.
-- The key by which a browser is known again is in session_id alone; lists show primary_id.
create table sessions (
    primary_id            varchar(36) not null primary key,
    session_id            varchar(64) not null unique,
    creation_time         bigint not null,
    last_access_time      bigint not null,
    max_inactive_interval integer not null,
    expiry_time           bigint not null,
    -- the account's id; empty while somebody is away at the sign-in provider
    principal_name        varchar(100)
);

create index sessions_by_expiry on sessions (expiry_time);

create index sessions_by_account on sessions (principal_name);

create table sessions_attributes (
    session_primary_id varchar(36) not null references sessions (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea not null,
    primary key (session_primary_id, attribute_name)
);
