-- The vectors of points that were taken over from the earlier vector store, bit for bit. A proof; search has its own.
create table legacy_vectors (
    row_id    bigint primary key references legacy_rows (id),
    -- the point's id as a UUID
    point_id  varchar(36) not null,
    -- how the store compared vectors
    space     varchar(100) not null,
    dimension integer not null,
    -- the vector's length, -1 where it has none
    norm      double precision not null,
    -- 32 bits a number, the low byte first
    vector    bytea not null
);
