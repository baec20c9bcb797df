create or replace function howdah_internal.findings()
  returns table (code text, severity text, subject text, finding text, since timestamptz, advice text)
  language plpgsql
  stable
  set jit = off
as $$
begin
  return query
  select f.* from howdah_internal.queue_findings() as f
  union all
  select f.* from howdah_internal.money_findings() as f
  union all
  select f.* from howdah_internal.upkeep_findings() as f
  union all
  select f.* from howdah_internal.watch_findings() as f
  union all
  select f.* from howdah_internal.outbox_findings() as f
  union all
  select f.* from howdah_internal.incident_findings() as f
  union all
  select f.* from howdah_internal.name_findings() as f
  union all
  select f.* from howdah_internal.summary_findings() as f
  union all
  select f.* from howdah_internal.wait_findings() as f
  union all
  select f.* from howdah_internal.clock_findings() as f
  union all
  select f.* from howdah_internal.cron_findings() as f;
end
$$;
comment on function howdah_internal.findings is
  'What doctor() shows of what is going on, each with a stable code, for those who look for one.';
