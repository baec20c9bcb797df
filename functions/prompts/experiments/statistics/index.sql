-- What the results of experiments are judged by.
\ir chi_square_p.sql
\ir chi_square.sql
\ir normal_cdf.sql
\ir two_proportion_z.sql
\ir wilson_interval.sql
