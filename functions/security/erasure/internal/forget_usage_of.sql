create or replace function howdah_internal.forget_usage_of(tenant text, user_id text default null)
  returns void
  language plpgsql
  volatile
as $$
declare
  v_rollup record;
begin
  for v_rollup in
    select *
      from (values
        ('usage_daily', 'user_id', $s$user_id != ''$s$, $s${"user_id": ""}$s$),
        ('usage_monthly_users', 'user_id', $s$user_id != ''$s$, $s${"user_id": ""}$s$),
        ('usage_hourly_users', 'user_id', $s$user_id != ''$s$, $s${"user_id": ""}$s$),
        ('usage_hourly_users', 'feature', $s$feature != kind or prompt != ''$s$,
          $s${"prompt": "", "prompt_version": 0}$s$),
        ('usage_month_edges', 'user_id', $s$user_id != ''$s$, $s${"user_id": ""}$s$),
        ('usage_hourly', 'feature', 'feature != kind', '{}'),
        ('usage_monthly_features', 'feature', $s$feature != kind or prompt != ''$s$,
          $s${"prompt": "", "prompt_version": 0}$s$)
      ) as r (name, subject, is_named, change)
     where forget_usage_of.user_id is null or r.subject = 'user_id'
  loop
    execute format(
      'with theirs as (
         delete from howdah_internal.%1$I as t where t.tenant_id = $1 and (%3$s) returning t.*
       ), nobodys as (
         select p.*
           from theirs as t, jsonb_populate_record(null::howdah_internal.%1$I, to_jsonb(t) || %4$L || %5$s) as p
       )
       %2$s', v_rollup.name, howdah_internal.rollup_insert(v_rollup.name, 'nobodys'),
      case when forget_usage_of.user_id is null then v_rollup.is_named else 't.user_id = $2' end, v_rollup.change,
      case v_rollup.subject when 'feature' then $s$jsonb_build_object('feature', t.kind)$s$ else $s$'{}'$s$ end)
      using forget_usage_of.tenant, forget_usage_of.user_id;
  end loop;
end
$$;
comment on function howdah_internal.forget_usage_of is
  'What a user has used joins what the tenant itself has, in the roll-ups; without a user that of all of the tenant, '
  'and no feature and no prompt is named any more.';
