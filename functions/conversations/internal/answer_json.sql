drop function if exists howdah_internal.answer_json(howdah.messages, text);
create or replace function howdah_internal.answer_json(
  message howdah.messages,
  content text,
  finish_reason text,
  out is_wanted boolean,
  out value jsonb,
  out problem text,
  out is_final boolean
)
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_format jsonb := (
    select v.params -> 'response_format' from howdah_internal.prompt_versions as v
     where v.tenant_id = (message).tenant_id and v.id = (message).prompt_version_id
  );
  v_read record;
begin
  is_wanted := coalesce(v_format ->> 'type' in ('json_object', 'json_schema'), false);
  if not is_wanted then
    return;
  end if;
  v_read := howdah_internal.read_json(answer_json.content);
  value := v_read.value;
  problem := v_read.problem;
  is_final := problem is not null;
  if problem is null and value is null and howdah_internal.finish_kind(answer_json.finish_reason) = 'length' then
    problem := 'the limit of the answer cut its JSON off: allow it more tokens';
    is_final := true;
  elsif problem is null and (
    value is null or v_format ->> 'type' = 'json_object' and jsonb_typeof(value) != 'object'
  ) then
    problem := 'the model answered with something that is not JSON';
  elsif problem is null and v_format ->> 'type' = 'json_schema' then
    problem := 'the answer does not fit its schema: '
      || howdah_internal.schema_problem(value, v_format #> '{json_schema,schema}');
  end if;
  if problem is not null then
    value := null;
  end if;
end
$$;
comment on function howdah_internal.answer_json is
  'Whether the prompt version of an answer asks for JSON (response_format), and its value; else the problem with it, '
  'which is final where to ask again would not help.';
