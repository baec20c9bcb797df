-- Settings, identity and what an operator asks.
\ir set_setting.sql
\ir check_time_zone.sql
\ir set_tenant.sql
\ir set_user.sql
\ir schema_version.sql
\ir find_model.sql
\ir model_name.sql
\ir default_model.sql
\ir make_partitions.sql
\ir worker_metrics.sql
\ir doctor.sql
\ir verify/index.sql
\ir wait_reason.sql
\ir status/index.sql
