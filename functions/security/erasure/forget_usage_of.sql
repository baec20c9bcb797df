create or replace function howdah.forget_usage_of(tenant text, user_id text)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_rollup text;
begin
  -- No roll-up may add calls under the name in the meantime.
  perform from howdah.usage_rollups as r where r.name = 'usage' for update;
  foreach v_rollup in array array['usage_daily', 'usage_monthly_users'] loop
    execute format(
      'with theirs as (
         delete from howdah.%1$I as t where t.tenant_id = $1 and t.user_id = $2 returning t.*
       ), nobodys as (
         select p.*
           from theirs as t, jsonb_populate_record(null::howdah.%1$I, to_jsonb(t) || $s${"user_id": ""}$s$) as p
       )
       %2$s', v_rollup, howdah.rollup_insert(v_rollup, 'nobodys'))
      using forget_usage_of.tenant, forget_usage_of.user_id;
  end loop;
end
$$;
comment on function howdah.forget_usage_of(text, text) is
  'What a user has used joins what the tenant itself has, in the roll-ups.';
