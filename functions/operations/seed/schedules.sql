insert into howdah_internal.usage_rollups (name, done_until)
select n.name, date_trunc('hour', howdah.now(), 'UTC') from unnest(array['usage', 'days']) as n (name)
on conflict (name) do nothing;
-- What was rolled up before there was a watchdog it rolls up anew, from here backwards.
insert into howdah_internal.usage_rollups (name, done_until)
select n.name, r.done_until
  from howdah_internal.usage_rollups as r
 cross join unnest(array['watched', 'incidents']) as n (name)
 where r.name = 'usage'
on conflict (name) do nothing;

insert into howdah.schedules as s (name, schedule, function, description, next_run_at)
select v.name, v.schedule, v.function, v.description, howdah.next_run(v.schedule)
  from (values
    ('cache-cleanup', '0 * * * *', 'clean_cache', 'Deletes cached answers that have expired.'),
    ('daily-summary', '10 * * * *', 'summarise_days',
      'Sums up each day that ended, in the tenant''s time zone (daily_summaries).'),
    ('usage-rollup', '6,26,46 * * * *', 'roll_up_usage', 'Adds the hours that are over to the sums that reports read.'),
    ('watchdog', '6-59/10 * * * *', 'watch_usage',
      'Compares usage with what is usual, opens and closes incidents, and forecasts budgets.'),
    ('embedding-check', '0 3 * * sun', 'check_embeddings',
      'Compares retrieval with its baseline (system_flags.reembedding_status).'),
    ('search-statistics', '20 4 * * *', 'refresh_search_stats',
      'Counts documents and words for the ranking by keyword.'),
    ('partitions', '50 */6 * * *', 'make_partitions',
      'Makes the partitions of the next days and drops those that are old.'),
    ('retention', '40 2 * * *', 'delete_old_rows', 'Deletes what is older than the settings say, in batches.'),
    ('queue', '*/5 * * * *', 'maintain_queue', 'Keeps the queue in order where no worker of howdah runs.'),
    ('reap', '*/5 * * * *', 'reap_jobs', 'Takes back the jobs of workers that died.'),
    ('token-ratios', '30 3 * * *', 'learn_token_ratios',
      'Compares what providers count with what was estimated (models.token_ratio).'),
    ('cron-history', '30 4 * * *', 'delete_cron_history', 'Deletes what pg_cron kept of howdah''s old runs.')
  ) as v (name, schedule, function, description)
on conflict (name) do update set function = excluded.function, description = excluded.description;

-- From here on a leap of the clock shows.
insert into howdah_internal.clock_looks (task, seen_at)
select t.task, howdah.clock()
  from unnest(array['make_partitions', 'delete_old_rows', 'clean_cache', 'tend_model_changes', 'watch_usage'])
         as t (task)
on conflict (task) do nothing;
