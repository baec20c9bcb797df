-- Experiments: a prompt's traffic split among versions, and what came of it.
\ir statistics/index.sql
\ir experiment_bucket.sql
\ir experiment_weights.sql
\ir place_buckets.sql
\ir start_experiment.sql
\ir running_experiment.sql
\ir ramp_experiment.sql
\ir stop_experiment.sql
\ir assign_prompt_version.sql
\ir record_exposure.sql
\ir experiment_scores.sql
\ir sample_ratio_p.sql
\ir experiment_results.sql
\ir verify_experiments.sql
