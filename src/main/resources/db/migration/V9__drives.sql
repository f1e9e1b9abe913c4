-- A file of a drive on the web is known by the id that it has there, whatever it is called and wherever it lies; two of
-- them may bear one name in one folder. The content's mark tells whether its bytes are the ones that were read.
alter table files add column external_id varchar(200);
alter table files add column external_content varchar(200);
drop index files_present;
create unique index files_present on files (source_id, path) where not gone and external_id is null;
create unique index files_external on files (source_id, external_id) where external_id is not null;
-- rows taken over are looked for by the id alone
create index files_by_external_id on files (external_id) where external_id is not null;

-- What a drive last said of each item below the followed folders.
create table drive_items (
    source_id    bigint not null references sources (id),
    item_id      varchar(200) not null,
    parent_id    varchar(200),
    name         text not null,
    kind         varchar(20) not null,
    mime_type    varchar(300) not null,
    size         bigint not null,
    sha256       varchar(64),
    md5          varchar(32),
    version      bigint not null,
    modified_at  bigint not null,
    exported_as  varchar(20),
    target_id    varchar(200),
    target_key   varchar(200),
    resource_key varchar(200),
    drive_id     varchar(200),
    may_see_permissions boolean not null,
    may_download boolean not null,
    link         text,
    -- a followed folder itself, as configured
    root         boolean not null,
    -- folders: the followed folder or shortcut's target that they lie in, and the way from there, by names and by ids
    mount        varchar(200),
    path         text,
    ids          text,
    -- folders: whether the way is up to date
    placed       boolean not null,
    -- the sweep that saw the item last, and the one that listed the folder last
    seen         bigint not null,
    listed       bigint not null,
    -- who may see it: UNREAD, TOLD or NOT_TOLD by the drive; until when that holds, where a grant expires
    access       varchar(20) not null,
    access_set   bigint references access_sets (id),
    access_until bigint,
    -- folders: who could see it when what lies in it was last looked at
    spread_set   bigint references access_sets (id),
    -- deleted, in the bin, or no longer to be seen
    lost         boolean not null,
    -- whether the library is in line with this row
    settled      boolean not null,
    primary key (source_id, item_id)
);
create index drive_items_parent on drive_items (source_id, parent_id);
create index drive_items_target on drive_items (source_id, target_id) where target_id is not null;
create index drive_items_unsettled on drive_items (source_id, kind) where not settled;
create index drive_items_unplaced on drive_items (source_id) where not placed;
create index drive_items_mount on drive_items (source_id, mount) where mount is not null;

-- The followed folders and the targets of shortcuts that are reached from them now, and where they appear.
create table drive_mounts (
    source_id bigint not null references sources (id),
    item_id   varchar(200) not null,
    path      text not null,
    ids       text not null,
    primary key (source_id, item_id)
);

-- How far each log of changes was read; the empty drive is the account's own log.
create table drive_logs (
    source_id bigint not null references sources (id),
    drive_id  varchar(200) not null,
    cursor    text not null,
    primary key (source_id, drive_id)
);

-- The full listing of a source: its number, whether it is done, and the page that it is at.
create table drive_sweeps (
    source_id  bigint primary key references sources (id),
    sweep      bigint not null,
    done       boolean not null,
    started_at bigint not null,
    -- the folders that are being listed, joined by spaces, and the page that comes next
    folders    text,
    page_token text,
    -- the settings that the rows follow from
    rules      text not null
);

-- One scan of a source at a time, whichever instance runs it.
create table source_leases (
    source     varchar(500) primary key,
    holder     varchar(200) not null,
    held_until bigint not null
);

alter table jobs add column cancel_asked boolean not null default false;

-- Files that bear one name in one folder are reported one by one.
create table job_reports (
    job_id         bigint not null references jobs (id),
    path           varchar(4000) not null,
    outcome        varchar(20) not null,
    reason         varchar(100),
    reason_details text,
    external_id    varchar(200) not null default '',
    primary key (job_id, path, external_id)
);
insert into job_reports (job_id, path, outcome, reason, reason_details)
select job_id, path, outcome, reason, reason_details from job_files;
drop table job_files;
alter table job_reports rename to job_files;
