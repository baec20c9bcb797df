-- Clocks and who asks. Reads no table of howdah; loaded before the migrations, whose defaults use it.
\ir refuse_overloads.sql
\ir revoke.sql
\ir now.sql
\ir clock.sql
\ir internal/jwt_claims.sql
\ir current_user_id.sql
\ir current_tenant.sql
\ir internal/caller.sql
\ir internal/is_operator.sql
\ir internal/is_worker.sql
\ir internal/is_admin.sql
\ir internal/is_reviewer.sql
\ir internal/is_embedded.sql
\ir internal/refuse_identity.sql
\ir internal/scalar_text.sql
\ir act_as.sql
