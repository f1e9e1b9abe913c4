-- What the newest move of the library to another search index showed, so that every instance can tell it. One row. Of one
-- installation only, so in no archive.
create table index_switch (
    id     integer primary key check (id = 1),
    report text not null
);
