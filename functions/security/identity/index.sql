-- Who acts: the tenant and user of a call, checked.
\ir ../../operations/setting.sql
\ir acting_tenant.sql
\ir context_tenant.sql
\ir erasure_key.sql
\ir hold_user.sql
\ir known_user.sql
\ir ensure_user.sql
\ir acting_user.sql
\ir require_user.sql
