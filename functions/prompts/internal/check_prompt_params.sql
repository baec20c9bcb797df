create or replace function howdah_internal.check_prompt_params(params jsonb)
  returns void
  language plpgsql
  immutable
as $$
declare
  v_wrong text;
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
  select string_agg(k.name, ', ' order by k.name)
    into v_wrong
    from (values
      ('temperature', '$ >= 0 && $ <= 2'),
      ('top_p', '$ >= 0 && $ <= 1'),
      ('frequency_penalty', '$ >= -2 && $ <= 2'),
      ('presence_penalty', '$ >= -2 && $ <= 2'),
      ('max_tokens', '$ >= 1 && $ <= 10000000 && $ == $.floor()'),
      ('max_completion_tokens', '$ >= 1 && $ <= 10000000 && $ == $.floor()'),
      ('seed', '$ >= -9223372036854775808 && $ <= 9223372036854775807 && $ == $.floor()'),
      ('stop', '$.type() == "string" || $.type() == "array" && !exists ($[*] ? (@.type() != "string"))'),
      ('response_format', '$.type == "text" || $.type == "json_object" || $.type == "json_schema"
         && $.json_schema.schema.type() == "object" && $.json_schema.name.type() == "string"')
    ) as k (name, rule)
   where check_prompt_params.params ? k.name
     and not coalesce(jsonb_path_match(
       check_prompt_params.params -> k.name, ('strict ' || k.rule)::jsonpath, silent => true), false);
  if v_wrong is not null then
    raise exception 'params of the wrong type or out of range: %', v_wrong
      using errcode = '22023',
            hint = 'temperature is 0 to 2, top_p 0 to 1, the penalties -2 to 2; max_tokens and seed are whole numbers; '
              'stop is a string or an array of them; response_format is {"type": "json_object"}, or {"type": '
              '"json_schema", "json_schema": {"name": "x", "schema": {}}}.';
  end if;
end
$$;
comment on function howdah_internal.check_prompt_params is
  'Raises 22023 for params of a prompt whose type or range is wrong, naming them, and for those that howdah sets '
  'itself; what it does not know is for the provider to judge.';
