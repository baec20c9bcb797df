-- Clocks and who asks. Reads no table of howdah; loaded before the migrations, whose defaults use it.
\ir now.sql
\ir clock.sql
\ir jwt_claims.sql
\ir current_user_id.sql
\ir current_tenant.sql
\ir caller.sql
\ir is_operator.sql
\ir is_worker.sql
\ir is_embedded.sql
\ir refuse_identity.sql
\ir act_as.sql
