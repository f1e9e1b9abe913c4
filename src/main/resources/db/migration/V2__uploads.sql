-- Files that people put into the library through it. The ledger knows each by its path, as a file of the source upload.
create table uploads (
    id          ${id},
    -- within the source, and so where it belongs: papers/…, posters/…, datasets/<name>/…
    path        varchar(1000) not null unique,
    name        varchar(500) not null,
    size        bigint not null,
    -- the same bytes are kept once
    sha256      varchar(64) not null unique,
    uploaded_by varchar(500) not null,
    uploaded_at bigint not null
);

-- A file's bytes in pieces of at most a megabyte, so that nobody holds a whole file in memory.
create table upload_parts (
    upload_id bigint not null references uploads (id),
    ordinal   integer not null,
    bytes     bytea not null,
    primary key (upload_id, ordinal)
);
