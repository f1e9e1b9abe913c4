-- Drives that people set up while the program runs, beside those of the configuration.
create table drive_connections (
    id            ${id},
    -- of the source in the ledger, for ever
    source        varchar(200) not null unique,
    label         varchar(200) not null,
    -- SERVICE_ACCOUNT, or CONSENT of a person; then the address by which the drive knows the person, and the last consent
    login         varchar(20) not null,
    drive_account varchar(254),
    consented_at  bigint,
    -- who set it up; nobody where nobody signs in
    owner_id      bigint references accounts (id),
    -- MIRRORED or FIXED; nothing until somebody chose
    visibility    varchar(20),
    -- one a line. Fixed: who sees every file. Mirrored: who sees the files of which the drive does not tell
    principals    text not null,
    link_shares   boolean not null,
    leaving       boolean not null,
    created_at    bigint not null,
    updated_at    bigint not null
);

create table drive_roots (
    connection_id bigint not null references drive_connections (id),
    ordinal       integer not null,
    folder_id     varchar(200) not null,
    name          text not null,
    primary key (connection_id, ordinal)
);

-- Consents that somebody was sent away to give, for some minutes. Of one moment, so in no archive.
create table drive_consents (
    -- SHA-256 of the state that comes back
    state_hash    varchar(64) primary key,
    verifier      varchar(200) not null,
    account_id    bigint references accounts (id),
    connection_id bigint references drive_connections (id),
    lapses_at     bigint not null
);
