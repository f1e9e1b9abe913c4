-- Which papers and posters have to do with which datasets.
create table relations (
    id          ${id},
    document_id bigint not null references documents (id),
    dataset_id  bigint not null references documents (id),
    type        varchar(50) not null,
    confidence  double precision,
    notes       text,
    unique (document_id, dataset_id)
);
create index relations_dataset on relations (dataset_id);

-- Every row of a database that was taken over, as it stood there: all columns, those included that nobody knew.
create table legacy_rows (
    id           ${id},
    source_id    bigint not null references sources (id),
    table_name   varchar(200) not null,
    -- the primary key as text
    row_key      varchar(1000) not null,
    -- the row as JSON, its columns in the order of their names
    content      text not null,
    -- SHA-256 of the content
    hash         varchar(64) not null,
    -- what was made of the row: nothing for a relation or an unknown table
    file_id      bigint references files (id),
    document_id  bigint references documents (id),
    -- where the file lay; what tells this row from another one under the same key
    old_place    text,
    -- the old times in UTC milliseconds, where they make sense
    created_at   bigint,
    updated_at   bigint,
    indexed_at   bigint,
    taken_at     bigint not null,
    unique (source_id, table_name, row_key)
);
create index legacy_rows_document on legacy_rows (document_id);
create index legacy_rows_file on legacy_rows (file_id);
-- a later scan looks for files that are still awaited
create index files_sha256 on files (sha256);
