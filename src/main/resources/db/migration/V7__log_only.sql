-- Each entry names the schema version in which its body was written; those until now are version 1.
alter table entry add column schema_version integer default 1 not null;

-- The newest version, the newest entry of a kind and the newest entry at a time are the first row of an index.
alter table entry drop constraint entry_version;
create unique index entry_by_record on entry (kind, id, version desc);
create index entry_of_kind on entry (kind, number desc);
create index entry_at_time on entry (recorded_at desc, number desc);
drop index entry_by_kind;
drop index entry_by_time;

-- What is derived from the log is kept in an index of its own beside the database, and derived anew by the next start.
drop table facet;
drop table head;
