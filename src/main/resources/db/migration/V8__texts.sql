-- What was read from the bytes of a content, once. It goes with the bytes.
-- "reader" is the version of the reader: a later one reads the bytes again. Without a text, that reader could not read them within its limits.
create table blob_text (
    digest  varchar(64) not null primary key,
    reading varchar(16) not null,
    reader  integer     not null,
    text    ${bytes},
    constraint blob_text_of foreign key (digest) references blob (digest) on delete cascade
);
