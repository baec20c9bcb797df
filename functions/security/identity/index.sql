-- Who acts: the tenant and user of a call, checked.
\ir ../../operations/setting.sql
\ir context_tenant.sql
\ir require_user.sql
\ir erasure_key.sql
\ir hold_user.sql
\ir ensure_user.sql
