-- How far each index outside of this program has followed the database, and who may write to it now. Of one installation:
-- the indexes are in no archive either.
create table index_cursors (
    name       varchar(300) primary key,
    -- the change up to which everything is applied and durable
    applied    bigint not null,
    -- the instance whose turn it is to write, and until when
    holder     varchar(100),
    held_until bigint not null
);
