create or replace view howdah_internal.unrolled_usage
  with (security_invoker = true)
as
select c.* from howdah_internal.unrolled(null::howdah_internal.usage_measures) as c;
comment on view howdah_internal.unrolled_usage is
  'usage_measures of the calls that are not in the roll-ups yet.';
grant select on howdah_internal.unrolled_usage to howdah_analyst;
