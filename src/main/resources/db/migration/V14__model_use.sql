-- What was used of language models, as sums: no text, no question.
create table model_use (
    -- of the department's zone, 2026-11-28
    day             varchar(10) not null,
    -- 0 for whoever has no account: the reader of development without sign-in
    account_id      bigint not null,
    provider        varchar(40) not null,
    model           varchar(200) not null,
    requests        bigint not null,
    failed          bigint not null,
    -- requests whose tokens are a guess
    estimated       bigint not null,
    input_tokens    bigint not null,
    output_tokens   bigint not null,
    thinking_tokens bigint not null,
    -- billionths of the currency, and how many requests' price is not in it
    nanos           bigint not null,
    unpriced        bigint not null,
    primary key (day, account_id, provider, model)
);
