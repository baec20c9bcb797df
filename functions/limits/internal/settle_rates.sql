create or replace function howdah_internal.settle_rates(
  rates howdah_internal.held_rate[],
  input_tokens bigint,
  output_tokens bigint,
  is_held boolean default true
)
  returns void
  language plpgsql
  volatile
as $$
declare
  v_rate record;
begin
  for v_rate in
    select h.tenant_id, h.rate_limit_id, h.subject, h.window_starts_at, l.limit_value,
           case when settle_rates.is_held then h.cost else 0 end as cost,
           howdah_internal.period_seconds(l.period) as seconds,
           -- Where the provider did not say, the estimate stands.
           coalesce(case h.unit
             when 'input_tokens' then settle_rates.input_tokens
             when 'output_tokens' then settle_rates.output_tokens
             else 0
           end, h.cost) as actual
      from unnest(settle_rates.rates) as h
      join howdah.rate_limits as l on l.tenant_id = h.tenant_id and l.id = h.rate_limit_id
     order by h.tenant_id, h.rate_limit_id, h.subject
  loop
    if v_rate.seconds is not null then
      update howdah_internal.rate_state as s
         set level = greatest(0, howdah_internal.bucket_level(s.level, s.level_at, v_rate.limit_value, howdah.clock())
               + (v_rate.actual - v_rate.cost) * v_rate.seconds),
             level_at = greatest(s.level_at, howdah.clock())
       where s.tenant_id = v_rate.tenant_id and s.rate_limit_id = v_rate.rate_limit_id and s.subject = v_rate.subject
         and v_rate.actual != v_rate.cost;
    else
      -- A day or month that is over has its own count no more.
      update howdah_internal.rate_state as s
         set used = s.used + v_rate.actual, reserved = greatest(0, s.reserved - v_rate.cost)
       where s.tenant_id = v_rate.tenant_id and s.rate_limit_id = v_rate.rate_limit_id and s.subject = v_rate.subject
         and s.window_starts_at is not distinct from v_rate.window_starts_at;
    end if;
  end loop;
end
$$;
comment on function howdah_internal.settle_rates is
  'Puts what was used in the place of what was held in rate limits, and frees slots; 0 tokens for a call that was '
  'not made. is_held is false where it was given back already.';
