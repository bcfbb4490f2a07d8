-- What a caller created under an Idempotency-Key, for a day. The answer itself is not kept: it is made again from the entry.
create table idempotency (
    caller  varchar(200) ${binary} not null,
    named   varchar(255) ${binary} not null,
    request varchar(64)  not null,
    entry   bigint       not null,
    kept_at timestamp(6) with time zone not null,
    primary key (caller, named)
);
create index idempotency_kept_at on idempotency (kept_at);
