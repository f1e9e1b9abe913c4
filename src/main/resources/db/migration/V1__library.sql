-- Times are UTC milliseconds. The same text serves SQLite and PostgreSQL; what differs lies in {vendor} folders.

create table sources (
    id         bigint primary key,
    name       varchar(500) not null unique,
    created_at bigint not null
);

-- A set of principals, as a sorted JSON array. Files point at it, indexes store its id.
create table access_sets (
    id         bigint primary key,
    principals varchar(100000) not null unique
);

-- One row: the last number that publishing gave. Updated in the publishing transaction, so numbers follow commit order.
create table change_sequence (
    id   smallint primary key check (id = 1),
    last bigint not null
);
insert into change_sequence (id, last) values (1, 0);

create table documents (
    id         bigint primary key,
    category   varchar(10) not null,
    number     bigint not null,
    origin     varchar(4000) not null unique,
    title      varchar(4000) not null,
    authors    varchar(100000) not null,
    summary    varchar(100000) not null,
    keywords   varchar(100000) not null,
    year       integer,
    language   varchar(10) not null,
    gone       boolean not null,
    change     bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    unique (category, number)
);
create index documents_change on documents (change);

-- The ledger: every file of every source, present or gone.
create table files (
    id             bigint primary key,
    source_id      bigint not null references sources (id),
    path           varchar(4000) not null,
    media_type     varchar(200),
    size           bigint not null,
    modified_at    bigint not null,
    access_set     bigint not null references access_sets (id),
    state          varchar(20) not null,
    sha256         varchar(64),
    reason         varchar(100),
    reason_details varchar(4000),
    attempts       integer not null,
    next_try       bigint,
    reader_version varchar(100),
    gone           boolean not null,
    document_id    bigint references documents (id),
    published_at   bigint,
    hidden         boolean not null,
    created_at     bigint not null,
    updated_at     bigint not null,
    unique (source_id, path)
);
create index files_document on files (document_id);
create index files_hash on files (source_id, sha256);

create table pages (
    file_id bigint not null references files (id),
    number  integer not null,
    text    varchar(10000000) not null,
    width   real not null,
    height  real not null,
    layout  bytea not null,
    primary key (file_id, number)
);

create table passages (
    id          bigint primary key,
    file_id     bigint not null references files (id),
    document_id bigint not null references documents (id),
    ordinal     integer not null,
    text        varchar(100000) not null,
    heading     varchar(4000) not null,
    first_page  integer not null,
    last_page   integer not null,
    start_at    integer not null,
    end_at      integer not null,
    language    varchar(10) not null,
    hash        varchar(64) not null
);
create index passages_file on passages (file_id);
create index passages_document on passages (document_id);
create index passages_hash on passages (hash);

-- Float32 little-endian, unit length. By content, so equal passages share one and a killed import loses none.
create table vectors (
    hash   varchar(64) not null,
    model  varchar(200) not null,
    vector bytea not null,
    primary key (hash, model)
);

create table jobs (
    id         bigint primary key,
    source     varchar(500) not null,
    state      varchar(20) not null,
    reason         varchar(100),
    reason_details varchar(4000),
    planned    integer not null,
    created_at bigint not null,
    started_at bigint,
    ended_at   bigint
);

create table job_files (
    job_id  bigint not null references jobs (id),
    path    varchar(4000) not null,
    outcome varchar(20) not null,
    reason         varchar(100),
    reason_details varchar(4000),
    primary key (job_id, path)
);
