-- Who may sign in with which role. Nobody is removed; who may not come any more is suspended.
create table accounts (
    id         ${id},
    -- ASCII in lower case
    address    varchar(254) not null unique,
    -- what the sign-in provider calls this person for ever; nothing before the first sign-in
    subject    varchar(255) unique,
    role       varchar(20) not null,
    suspended  boolean not null,
    created_at bigint not null,
    updated_at bigint not null
);
