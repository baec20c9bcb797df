-- Who may read which rows and call what. Laid last; the locks are taken only where something differs.
\ir ensure_policy.sql
\ir policies.sql
\ir pin_literals.sql
-- Before the grants, which write to every row of the catalog.
\ir drop_old_objects.sql
\ir grants.sql
\ir execute_grants.sql
