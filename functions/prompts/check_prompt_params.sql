create or replace function howdah.check_prompt_params(params jsonb)
  returns void
  language plpgsql
  immutable
  set search_path from current
as $$
declare
  v_wrong text;
  v_format jsonb := check_prompt_params.params -> 'response_format';
begin
  if jsonb_typeof(check_prompt_params.params) is distinct from 'object' then
    raise exception 'params is not a JSON object'
      using errcode = '22023', hint = 'params holds what is sent with the request, such as {"temperature": 0.2}.';
  end if;
  select string_agg(k.name, ', ' order by k.name)
    into v_wrong
    from unnest(array['model', 'messages', 'stream', 'stream_options', 'n']) as k (name)
   where check_prompt_params.params ? k.name;
  if v_wrong is not null then
    raise exception 'params that howdah sets itself: %', v_wrong
      using errcode = '22023', hint = 'Leave them out; the model is an argument of create_prompt_version.';
  end if;
  -- Of a jsonb that is no number the comparison is not made: case keeps the order.
  select string_agg(k.name, ', ' order by k.name)
    into v_wrong
    from (values
      ('temperature', 0, 2, false), ('top_p', 0, 1, false), ('frequency_penalty', -2, 2, false),
      ('presence_penalty', -2, 2, false), ('max_tokens', 1, 10000000, true),
      ('max_completion_tokens', 1, 10000000, true), ('seed', -9223372036854775808, 9223372036854775807, true)
    ) as k (name, least, most, is_whole)
   cross join lateral (select check_prompt_params.params -> k.name as value) as p
   where not case jsonb_typeof(p.value)
     when 'number' then p.value::numeric between k.least and k.most
       and (not k.is_whole or p.value::numeric = trunc(p.value::numeric))
     else p.value is null
   end;
  if v_wrong is not null then
    raise exception 'params of the wrong type or out of range: %', v_wrong
      using errcode = '22023',
            hint = 'temperature is 0 to 2, top_p 0 to 1, the penalties -2 to 2; max_tokens and seed are whole numbers.';
  end if;
  if check_prompt_params.params ? 'stop' and jsonb_typeof(check_prompt_params.params -> 'stop') != 'string'
     and not coalesce(jsonb_path_match(
       check_prompt_params.params,
       'strict $.stop.type() == "array" && !exists($.stop[*] ? (@.type() != "string"))', silent => true), false) then
    raise exception 'the param stop is neither a string nor an array of strings'
      using errcode = '22023', hint = 'Example: {"stop": ["END"]}.';
  end if;
  if v_format is not null and not coalesce(case v_format ->> 'type'
    when 'text' then true
    when 'json_object' then true
    when 'json_schema' then jsonb_typeof(v_format #> '{json_schema,schema}') = 'object'
      and jsonb_typeof(v_format #> '{json_schema,name}') = 'string'
  end, false) then
    raise exception 'the param response_format is not one that providers know'
      using errcode = '22023',
            hint = '{"type": "json_object"}, or {"type": "json_schema", "json_schema": {"name": "x", "schema": {}}}.';
  end if;
end
$$;
comment on function howdah.check_prompt_params(jsonb) is
  'Refuses params of a prompt whose type or range is wrong (22023, naming them) and those that howdah sets itself; '
  'names it does not know are passed on to the provider.';
