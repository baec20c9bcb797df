-- Experiments: a prompt's traffic split among versions, and what came of it.
\ir statistics/index.sql
\ir internal/experiment_unit.sql
\ir internal/experiment_bucket.sql
\ir internal/experiment_weights.sql
\ir internal/place_buckets.sql
\ir start_experiment.sql
\ir internal/running_experiment.sql
\ir ramp_experiment.sql
\ir stop_experiment.sql
\ir assign_prompt_version.sql
\ir internal/record_exposure.sql
\ir internal/experiment_scores.sql
\ir internal/sample_ratio_p.sql
\ir experiment_results.sql
\ir internal/verify_experiments.sql
