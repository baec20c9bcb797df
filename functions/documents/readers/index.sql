-- Who may read a document beside its owner: groups, users, and the sets of them that documents have.
\ir internal/may_read.sql
\ir internal/may_write.sql
\ir internal/audiences_of.sql
\ir internal/context_audiences.sql
\ir internal/audience_of.sql
\ir internal/give_audience.sql
\ir internal/wanted_audience.sql
\ir set_group.sql
\ir delete_group.sql
\ir document_readers.sql
