-- Which search index serves, which one served before and is kept, which one is being built. One row. Of one installation
-- only, so in no archive: a library that is restored takes what is configured there.
create table active_index (
    id        integer primary key check (id = 1),
    engine    varchar(50) not null,
    model     varchar(200) not null,
    dimension integer not null,
    since     bigint not null,
    previous_engine    varchar(50),
    previous_model     varchar(200),
    previous_dimension integer,
    building_engine    varchar(50),
    building_model     varchar(200),
    building_dimension integer,
    -- the vectors of the one that is built are computed before anything else
    vectors_first      boolean not null default false
);
