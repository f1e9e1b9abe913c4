-- Archives that were proved: restored into another database and found equal. Of this installation, so in no archive.
create table backups (
    id         ${id},
    name       varchar(200) not null,
    place      varchar(2000) not null,
    -- the moment that it shows
    created_at bigint not null,
    proved_at  bigint not null,
    row_count  bigint not null,
    size       bigint not null,
    -- whether it lies where the database lies
    same_disk  boolean not null
);
create index backups_created on backups (created_at);
