-- The id of late_usage comes last: before columns that usage_measures did not have, it would be between them.
do $$
begin
  if not exists (
    select from pg_attribute as a
     where a.attrelid = to_regclass('howdah_internal.late_calls') and a.attname = 'given_count'
  ) then
    drop view if exists howdah_internal.late_calls;
  end if;
end
$$;
create or replace view howdah_internal.late_calls
  with (security_invoker = true)
as
select u.*, l.id as late_id
  from howdah_internal.late_usage as l
  -- Each by its key: joined, all usage would be read for a few rows.
 cross join lateral (
   select m.* from howdah_internal.usage_measures as m
    where m.tenant_id = l.tenant_id and m.call_id = l.call_id and m.attempt = l.attempt and m.created_at = l.created_at
    limit 1
 ) as u
union all
-- Of whom it is counted may have changed since, so that only the measures are those of the estimate.
select o.*, l.id as late_id
  from howdah_internal.late_usage as l
 cross join lateral (
   select m from howdah_internal.usage_measures as m
    where m.tenant_id = l.tenant_id and m.call_id = l.call_id and m.attempt = l.attempt and m.created_at = l.created_at
    limit 1
 ) as u
 cross join lateral jsonb_populate_record(u.m, l.replaced) as o
 where l.replaced is not null;
comment on view howdah_internal.late_calls is
  'usage_measures of the calls that were written or corrected after their hour had been rolled up, with their ids in '
  'late_usage; what a correction takes out is a row of negative measures.';
grant select on howdah_internal.late_calls to howdah_analyst;
