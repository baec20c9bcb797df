-- What is deleted of a person, and what stays without them.
\ir erasure_steps.sql
\ir living_user.sql
\ir forget_usage_of.sql
\ir forget_user.sql
