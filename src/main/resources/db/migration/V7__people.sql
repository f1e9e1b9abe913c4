-- What the sign-in provider says of a person, and where the role comes from.
alter table accounts add column name varchar(200);
-- the verified domain of the person's organisation
alter table accounts add column domain varchar(254);
-- CONFIGURATION: computed anew when the configuration changes; ADMINISTRATOR: stays
alter table accounts add column role_by varchar(20) not null default 'CONFIGURATION';
alter table accounts add column last_sign_in bigint;

-- One row, which every change of somebody's rights takes first: two administrators who remove each other come one after
-- the other.
create table rights_order (
    id   integer primary key check (id = 1),
    last bigint not null
);
insert into rights_order (id, last) values (1, 0);

-- What programs present instead of a person. The key's text is shown once; here is what recognises it.
create table api_keys (
    id         ${id},
    account_id bigint not null references accounts (id),
    name       varchar(100) not null,
    -- sorted, separated by commas
    scopes     varchar(100) not null,
    -- SHA-256 of the key's secret part
    hash       varchar(64) not null,
    created_at bigint not null,
    expires_at bigint not null,
    last_used  bigint,
    revoked_at bigint
);
create index api_keys_account on api_keys (account_id);

-- A sign-in of a program: the tokens that follow from each other.
create table token_families (
    id         varchar(40) primary key,
    account_id bigint not null references accounts (id),
    user_agent varchar(200) not null,
    created_at bigint not null,
    last_used  bigint not null,
    -- whatever is presented
    expires_at bigint not null
);
create index token_families_account on token_families (account_id);

create table refresh_tokens (
    -- SHA-256 of the token
    hash       varchar(64) primary key,
    family_id  varchar(40) not null references token_families (id) on delete cascade,
    expires_at bigint not null,
    used_at    bigint
);
create index refresh_tokens_family on refresh_tokens (family_id);

-- What was done and refused. No reference to accounts: what is recorded stays as it was.
create table audit_entries (
    id           ${id},
    at           bigint not null,
    action       varchar(40) not null,
    outcome      varchar(20) not null,
    actor        bigint,
    means        varchar(20) not null,
    subject_kind varchar(20) not null,
    subject      varchar(200) not null,
    request      varchar(100),
    -- a JSON object of texts
    details      text not null
);
create index audit_entries_at on audit_entries (at);
create index audit_entries_actor on audit_entries (actor);
create index audit_entries_subject on audit_entries (subject_kind, subject);

-- Passwords of outside services, encrypted with a key that the database does not hold.
create table secrets (
    name       varchar(200) primary key,
    content    text not null,
    updated_at bigint not null
);
