-- What whoever opens the file does not see of a page's text (HiddenText), in the order of the offsets. Where the words
-- were left out of the text both offsets are the same.
create table hidden_text (
    file_id  bigint not null references files (id),
    page     integer not null,
    ordinal  integer not null,
    start_at integer not null,
    end_at   integer not null,
    kind     varchar(20) not null,
    primary key (file_id, page, ordinal)
);
