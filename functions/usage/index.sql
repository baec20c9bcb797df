-- What calls cost and who pays.
\ir call_cost.sql
\ir record_usage.sql
\ir set_price.sql
\ir rollups/index.sql
