-- Heads and facets also of the parts of records (milestones, happenings). Both are derived from the log: the next start derives them anew.
drop table head;
drop table facet;

-- Derived from the log: when each entry was the current version of its record (from its number up to, not including, "until").
-- Part 0 is the record itself; the others are what a view lists of it, under the view's name as kind.
create table head (
    number     bigint       not null,
    part       integer      not null,
    until      bigint       not null,
    kind       varchar(32)  not null,
    id         varchar(80)  not null,
    withdrawn  boolean      not null,
    id_key     varchar(500) ${binary} not null,
    title_key  varchar(400) ${binary} not null,
    date_key   varchar(10)  ${binary} not null,
    valid_from varchar(10)  ${binary} not null,
    valid_to   varchar(10)  ${binary} not null,
    text       varchar      not null,
    constraint head_key primary key (number, part)
);
create index head_by_id on head (kind, id, until);
create index head_by_kind on head (kind, until, withdrawn, id_key);
create index head_by_date on head (kind, until, date_key, id_key);

-- Derived from the log: the names and values by which heads are filtered, and what they refer to.
create table facet (
    number     bigint       not null,
    part       integer      not null,
    name       varchar(40)  not null,
    content    varchar(400) not null,
    valid_from varchar(10)  ${binary} not null,
    valid_to   varchar(10)  ${binary} not null,
    constraint facet_key primary key (number, part, name, content, valid_from, valid_to)
);
create index facet_by_value on facet (name, content, number, part);

-- The bytes of documents' contents by their SHA-256; which one belongs to which document stands in the log.
create table blob (
    digest varchar(64) not null primary key,
    bytes  ${bytes}    not null
);
