-- What people asked and were answered. Nobody but the account's own person reads it. Of the sources it holds no text:
-- where words stand, and what they add up to.
create table conversations (
    id         ${id},
    -- nobody where nobody signs in
    account_id bigint references accounts (id) on delete cascade,
    title      varchar(200) not null,
    created_at bigint not null,
    updated_at bigint not null
);
create index conversations_account on conversations (account_id, updated_at);

-- A question and what was answered. Numbers of documents, files and passages refer to nothing: what they name may go.
create table exchanges (
    id              ${id},
    conversation_id bigint not null references conversations (id) on delete cascade,
    -- from 1
    ordinal         integer not null,
    question        text not null,
    kind            varchar(20) not null,
    -- the model that was asked for by name, if one was
    model_asked     varchar(200),
    -- GROUNDED, EXTRACTIVE or NOT_FOUND
    outcome         varchar(20) not null,
    asked_at        bigint not null,
    -- one a line
    searched        text not null,
    -- how much of the question the best passage says
    evidence        double precision not null,
    withheld        integer not null,
    -- who wrote; nothing where no model did, and then why
    provider        varchar(40),
    model           varchar(200),
    without_model   varchar(40),
    input_tokens    bigint not null,
    output_tokens   bigint not null,
    thinking_tokens bigint not null,
    -- billionths of the currency; nothing where no price is known
    cost            bigint,
    currency        varchar(3),
    -- the index that was asked, the last change that it held, its model of meaning
    index_engine    varchar(40) not null,
    index_cursor    bigint not null,
    index_meaning   varchar(200) not null,
    -- in microseconds
    search_took     bigint not null,
    first_proved    bigint,
    checking_took   bigint not null,
    whole_took      bigint not null,
    unique (conversation_id, ordinal)
);

create table exchange_statements (
    exchange_id bigint not null references exchanges (id) on delete cascade,
    -- from 0; first those of the answer, then those that are proposed as a next action
    ordinal     integer not null,
    -- nothing where it says what its citations say, and nothing more
    text        text,
    -- proved in a part only
    marked      boolean not null,
    primary key (exchange_id, ordinal)
);

create table exchange_citations (
    exchange_id bigint not null references exchanges (id) on delete cascade,
    statement   integer not null,
    ordinal     integer not null,
    document_id bigint not null,
    file_id     bigint not null,
    passage_id  bigint not null,
    page        integer not null,
    start_at    integer not null,
    end_at      integer not null,
    -- SHA-256 of the quoted words
    hash        varchar(64) not null,
    primary key (exchange_id, statement, ordinal)
);

-- What the answer was made from, the best first.
create table exchange_passages (
    exchange_id bigint not null references exchanges (id) on delete cascade,
    ordinal     integer not null,
    document_id bigint not null,
    -- when the document was published in the form that was read
    version     bigint not null,
    file_id     bigint not null,
    passage_id  bigint not null,
    page        integer not null,
    -- that of the passage
    hash        varchar(64) not null,
    cited       boolean not null,
    primary key (exchange_id, ordinal)
);

-- Documents beside the answer.
create table exchange_documents (
    exchange_id bigint not null references exchanges (id) on delete cascade,
    ordinal     integer not null,
    -- RELATED or DATASET
    role        varchar(20) not null,
    document_id bigint not null,
    points      integer not null,
    -- the question's words that it holds, one a line
    words       text not null,
    primary key (exchange_id, ordinal)
);

create table exchange_actions (
    exchange_id bigint not null references exchanges (id) on delete cascade,
    ordinal     integer not null,
    -- READ_DOCUMENT, OPEN_DATASET, SEARCH_FOR, ASK_OTHERWISE, ADD_DOCUMENTS or PROPOSED
    kind        varchar(20) not null,
    document_id bigint,
    page        integer,
    words       text,
    -- of the statement that is proposed
    statement   integer,
    primary key (exchange_id, ordinal)
);
