-- Papers that are attached to contacts. Their bytes lie sealed under their digests.
create table paper (
    id         varchar(170) not null primary key,
    contact    varchar(80)  not null,
    name       varchar(80)  not null,
    media_type varchar(40)  not null,
    size       bigint       not null,
    digest     varchar(64)  not null,
    sealed     varchar(64)  not null,
    added_at   timestamp(6) with time zone not null,
    added_by   varchar(80)  not null
);
create index paper_by_contact on paper (contact, name);
