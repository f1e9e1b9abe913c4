-- How far a scan is: bytes, the recent pace (absent until something was dealt with), the file that is being read.
alter table jobs add column planned_bytes bigint not null default 0;
alter table jobs add column done_bytes bigint not null default 0;
alter table jobs add column files_per_second double precision;
alter table jobs add column bytes_per_second double precision;
alter table jobs add column reading bigint references files (id);

-- A source that somebody took out of the library is remembered, so that no start brings it back by itself.
alter table sources add column dropped boolean not null default false;
