-- What is deleted of a person or a tenant, and what stays without them.
\ir living_user.sql
\ir forget_usage_of.sql
\ir forget_watched_keys.sql
\ir erasure_steps.sql
\ir forget_user.sql
\ir tenant_erasure_steps.sql
\ir erase_rows.sql
\ir forget_tenant_marks.sql
\ir forget_tenant.sql
