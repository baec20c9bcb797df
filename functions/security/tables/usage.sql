-- Who reads what was spent: the user the own calls, the administrator the tenant's, the analyst all; no content.
select howdah_internal.let_read('howdah.llm_usage', 'howdah_app', '@tenant and user_id = @user');
select howdah_internal.let_read('howdah.llm_usage', 'howdah_admin', '@tenant');
select howdah_internal.let_read(t.relation::regclass, 'howdah_analyst')
  from unnest(array[
    'howdah.llm_usage', 'howdah.daily_summaries', 'howdah_internal.usage_hourly',
    'howdah_internal.usage_hourly_users', 'howdah_internal.usage_daily',
    'howdah_internal.usage_daily_models', 'howdah_internal.usage_monthly_users',
    'howdah_internal.usage_monthly_features',
    'howdah_internal.usage_monthly_unpriced', 'howdah_internal.usage_latency', 'howdah_internal.usage_rollups',
    'howdah_internal.late_usage', 'howdah_internal.usage_month_edges', 'howdah_internal.usage_zones'
  ]) as t (relation);
