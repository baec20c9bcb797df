-- What is deleted of a person or a tenant, and what stays without them.
\ir internal/living_user.sql
\ir internal/begin_erasure.sql
\ir internal/forget_usage_of.sql
\ir internal/user_erasure.sql
\ir internal/tenant_erasure.sql
\ir internal/erasure_steps.sql
\ir internal/erase.sql
\ir forget_user.sql
\ir forget_tenant.sql
