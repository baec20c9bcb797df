-- Who acts: the tenant and user of a call, checked.
\ir ../../operations/setting.sql
\ir internal/acting_tenant.sql
\ir context_tenant.sql
\ir internal/erasure_key.sql
\ir internal/hold_user.sql
\ir internal/known_user.sql
\ir internal/acting_user.sql
