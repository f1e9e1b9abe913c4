-- One text for SQLite and PostgreSQL: ${id} is the generated key of each. Times are UTC milliseconds.

create table sources (
    id         ${id},
    name       varchar(500) not null unique,
    created_at bigint not null
);

-- A set of principals, sorted and joined by spaces. Files point at it, indexes store its id.
create table access_sets (
    id         ${id},
    principals text not null unique
);

-- The same sets entry by entry: the gate looks up what a reader holds.
create table access_grants (
    principal  varchar(500) not null,
    access_set bigint not null references access_sets (id),
    primary key (principal, access_set)
);

-- The ledger: every file of every source, present or gone.
create table files (
    id             ${id},
    source_id      bigint not null references sources (id),
    path           varchar(4000) not null,
    size           bigint not null,
    modified_at    bigint not null,
    access_set     bigint not null references access_sets (id),
    state          varchar(20) not null,
    sha256         varchar(64),
    reason         varchar(100),
    reason_details text,
    attempts       integer not null,
    next_try       bigint,
    reader_version varchar(100),
    gone           boolean not null,
    created_at     bigint not null,
    updated_at     bigint not null
);
-- a file may be moved to where another one was before it went
create unique index files_present on files (source_id, path) where not gone;
create index files_path on files (source_id, path);

-- One row: the last number that publishing gave. Taken inside the publishing transaction, so numbers follow commit order.
create table change_sequence (
    id   integer primary key check (id = 1),
    last bigint not null
);
insert into change_sequence (id, last) values (1, 0);

-- The last number given in each category; a number is never given twice.
create table document_numbers (
    category varchar(10) primary key,
    last     bigint not null
);

-- What a document is called. What it says of itself comes from its files, so that each reader gets it from the files
-- that he may see. A document without a visible file is gone, and its row keeps its number for a return.
create table documents (
    id       ${id},
    category varchar(10) not null,
    number   bigint not null,
    origin   varchar(4000) not null unique,
    change   bigint not null,
    unique (category, number)
);
create index documents_change on documents (change);

-- A file whose text is published. Lists are JSON arrays; pages and passages are counted once, here.
create table published_files (
    file_id      bigint primary key references files (id),
    document_id  bigint not null references documents (id),
    -- the bytes and the reader that gave this text; the ledger's own are those of the last try
    sha256       varchar(64) not null,
    reader_version varchar(100) not null,
    media_type   varchar(200) not null,
    hidden_at    bigint,
    pages        integer not null,
    passages     integer not null,
    published_at bigint not null,
    title        text not null,
    authors      text not null,
    summary      text not null,
    keywords     text not null,
    year         integer,
    language     varchar(10) not null,
    created_at   bigint not null
);
create index published_files_document on published_files (document_id);
create index published_files_hidden on published_files (hidden_at) where hidden_at is not null;

create table pages (
    file_id bigint not null references files (id),
    number  integer not null,
    text    text not null,
    width   double precision not null,
    height  double precision not null,
    -- the lines' places, see PageLayout
    layout  bytea not null,
    primary key (file_id, number)
);

create table passages (
    id         ${id},
    file_id    bigint not null references files (id),
    ordinal    integer not null,
    text       text not null,
    heading    text not null,
    first_page integer not null,
    last_page  integer not null,
    start_at   integer not null,
    end_at     integer not null,
    language   varchar(10) not null,
    hash       varchar(64) not null
);
create index passages_file on passages (file_id, ordinal);
create index passages_hash on passages (hash);

-- Float32 little-endian, unit length. By content, so equal passages share one and a killed import loses none.
create table vectors (
    hash       varchar(64) not null,
    model      varchar(200) not null,
    vector     bytea not null,
    created_at bigint not null,
    primary key (hash, model)
);

create table jobs (
    id             ${id},
    source         varchar(500) not null,
    state          varchar(20) not null,
    reason         varchar(100),
    reason_details text,
    planned        integer not null,
    unchanged      integer not null,
    created_at     bigint not null,
    started_at     bigint,
    ended_at       bigint
);
create unique index jobs_waiting on jobs (source) where state = 'WAITING';

create table job_files (
    job_id         bigint not null references jobs (id),
    path           varchar(4000) not null,
    outcome        varchar(20) not null,
    reason         varchar(100),
    reason_details text,
    primary key (job_id, path)
);

-- db-scheduler's table, as its release 16 expects it.
create table scheduled_tasks (
    task_name            varchar(100) not null,
    task_instance        varchar(100) not null,
    task_data            bytea,
    execution_time       timestamp with time zone,
    picked               boolean not null,
    picked_by            varchar(100),
    last_success         timestamp with time zone,
    last_failure         timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat       timestamp with time zone,
    version              bigint not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);
