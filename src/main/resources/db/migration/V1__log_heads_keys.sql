-- The log: the only place where state is. Rows are appended and never altered.
create table entry (
    number      bigint                      not null primary key,
    kind        varchar(32)                 not null,
    id          varchar(80)                 not null,
    version     integer                     not null,
    change      varchar(16)                 not null,
    recorded_at timestamp(6) with time zone not null,
    recorded_by varchar(80)                 not null,
    reason      varchar(2000),
    body        varchar                     not null,
    constraint entry_version unique (kind, id, version)
);
create index entry_by_kind on entry (kind, number);
create index entry_by_time on entry (recorded_at, number);

-- One row: the end of the log. Its lock puts all writers in line, so that numbers have no gap and follow the order of commits.
create table tail (
    id          integer                     not null primary key,
    number      bigint                      not null,
    recorded_at timestamp(6) with time zone not null
);
insert into tail values (1, 0, timestamp with time zone '1970-01-01 00:00:00+00:00');

-- Derived from the log: when each entry was the current version of its record (from its number up to, not including, "until").
create table head (
    number     bigint       not null primary key,
    until      bigint       not null,
    kind       varchar(32)  not null,
    id         varchar(80)  not null,
    withdrawn  boolean      not null,
    id_key     varchar(500) ${binary} not null,
    title_key  varchar(400) ${binary} not null,
    date_key   varchar(10)  ${binary} not null,
    valid_from varchar(10)  ${binary} not null,
    valid_to   varchar(10)  ${binary} not null,
    text       varchar      not null
);
create index head_by_id on head (kind, id, until);
create index head_by_kind on head (kind, until, withdrawn, id_key);

-- Derived from the log: the names and values by which heads are filtered, and what they refer to.
create table facet (
    number     bigint       not null,
    name       varchar(40)  not null,
    content    varchar(400) not null,
    valid_from varchar(10)  ${binary} not null,
    valid_to   varchar(10)  ${binary} not null,
    constraint facet_key primary key (number, name, content, valid_from, valid_to)
);
create index facet_by_value on facet (name, content, number);

-- Who may write. Secrets are kept as hashes; keys are no part of the log, which everybody may read.
create table api_key (
    id           varchar(80)                 not null primary key,
    hash         varchar(64)                 not null,
    owner        varchar(80)                 not null,
    scopes       varchar(1000)               not null,
    created_at   timestamp(6) with time zone not null,
    created_by   varchar(80)                 not null,
    expires_at   timestamp(6) with time zone,
    revoked_at   timestamp(6) with time zone,
    last_used_at timestamp(6) with time zone,
    constraint api_key_hash unique (hash)
);
