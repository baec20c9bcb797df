create or replace function howdah_internal.usage_keys(facts jsonb)
  returns text[]
  language plpgsql
  immutable
as $$
declare
  v_usage jsonb := howdah_internal.usage_object(usage_keys.facts);
begin
  return nullif(array(
    select k.name
      from (
        select o.key || coalesce('.' || i.key, '') as name
          from jsonb_each(v_usage) as o
          left join lateral jsonb_each(case jsonb_typeof(o.value) when 'object' then o.value end) as i on true
         -- A worker's own facts, where it has no usage object to hand on.
         where o.key != all ('{usage,model,response_id,service_tier,status,error_code,is_estimated,has_begun,item_count,
           input_chars,output_chars,reasoning_chars,estimated_input_tokens,estimated_output_tokens,latency_ms,
           first_token_ms,finish_reason,cached,ranking,left_out}')
      ) as k
     -- Names, never what somebody wrote.
     where k.name ~ '^[a-zA-Z0-9_.-]{1,80}$'
     order by k.name
     limit 20
  ), '{}');
end
$$;
comment on function howdah_internal.usage_keys is
  'The names in what a provider reported about a call, without values: at most twenty, two levels deep; null for none.';
