drop function if exists howdah.set_lane(text, integer, integer, integer);
create or replace function howdah.set_lane(
  lane text,
  max_running double precision default null,
  requests_per_minute double precision default null,
  tokens_per_minute double precision default null
)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_max_running integer := howdah_internal.whole('max_running', set_lane.max_running);
  v_requests_per_minute integer := howdah_internal.whole('requests_per_minute', set_lane.requests_per_minute);
  v_tokens_per_minute integer := howdah_internal.whole('tokens_per_minute', set_lane.tokens_per_minute);
  v_model howdah.models;
  v_class text := substring(set_lane.lane from '/(interactive|bulk)$');
begin
  if set_lane.lane is null then
    raise exception 'lane is required'
      using errcode = '22004', hint = 'Example: select howdah.set_lane(''reports'', requests_per_minute => 500).';
  end if;
  if v_max_running < 0 or v_requests_per_minute <= 0 or v_tokens_per_minute <= 0
     or length(set_lane.lane) not between 1 and 200 then
    raise exception 'a limit of the lane is out of range'
      using errcode = '22023', hint = 'max_running is 0 or more, the rates are 1 or more; null is unlimited.';
  end if;
  if not exists (select from howdah.lanes as l where l.name = set_lane.lane) then
    select m.* into v_model from howdah.models as m
     where m.provider || '/' || m.name || '/' || v_class = set_lane.lane;
    if v_model.id is null and v_class is not null then
      raise exception 'there is no such model'
        using errcode = 'PT404', hint = 'select provider, name from howdah.models;';
    elsif v_model.id is not null then
      perform howdah_internal.model_lane(v_model.id, v_class);
    else
      insert into howdah.lanes (name) values (set_lane.lane) on conflict do nothing;
    end if;
  end if;
  update howdah.lanes as l
     set max_running = v_max_running,
         requests_per_minute = v_requests_per_minute,
         tokens_per_minute = v_tokens_per_minute,
         requests_at = null,
         tokens_at = null
   where l.name = set_lane.lane
     and (l.max_running, l.requests_per_minute, l.tokens_per_minute)
         is distinct from (v_max_running, v_requests_per_minute, v_tokens_per_minute);
  return found;
end
$$;
comment on function howdah.set_lane is
  'Sets how much a lane may do: claims at once, requests and tokens a minute; null is unlimited. True when that '
  'changed something. Raises 22004, 22023, PT404. Example: select howdah.set_lane(''openai/gpt-4o-mini/bulk'', '
  'requests_per_minute => 500).';
grant execute on function howdah.set_lane to howdah_admin;
