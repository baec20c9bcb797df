-- What the results of experiments are judged by.
\ir internal/chi_square_p.sql
\ir internal/chi_square.sql
\ir internal/normal_cdf.sql
\ir internal/two_proportion_z.sql
\ir internal/wilson_interval.sql
