create or replace function howdah_internal.call_timeouts(model howdah.models, deadline timestamptz default null)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return jsonb_build_object(
    'first_ms', ceil(extract(epoch from call_timeouts.deadline - howdah.clock()) * 1000)::bigint,
    'silence_ms', coalesce((model).silence_seconds, howdah.setting('silence_seconds')::integer) * 1000::bigint,
    'total_ms', coalesce((model).total_seconds, case (model).kind when 'embedding' then 120 end) * 1000::bigint);
end
$$;
comment on function howdah_internal.call_timeouts is
  'When a call is given up, in milliseconds: its first byte may come as late as the deadline, then nothing for so long '
  '(silence_ms), after so long in all (total_ms); null is no limit.';
