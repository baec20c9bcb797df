-- Who may read which rows. Laid last; the locks are taken only where something differs.
\ir internal/tg_kept_rows__refuse.sql
\ir internal/let_read.sql
\ir tables/index.sql
\ir pin_literals.sql
\ir drop_old_objects.sql
\ir revoke_from_public.sql
