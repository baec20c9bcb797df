drop function if exists howdah_internal.request_tokens(jsonb);
create or replace function howdah_internal.request_tokens(
  messages jsonb,
  params jsonb default null,
  token_ratio numeric default 1
)
  returns integer
  language plpgsql
  immutable
as $$
declare
  v_message jsonb;
  v_content jsonb;
  v_weight bigint := 12 + coalesce(howdah_internal.text_weight(request_tokens.params ->> 'tools'), 0)
    + coalesce(howdah_internal.text_weight(request_tokens.params ->> 'response_format'), 0);
begin
  for v_message in select m.value from jsonb_array_elements(request_tokens.messages) as m loop
    v_content := v_message -> 'content';
    v_weight := v_weight + 16 + coalesce(howdah_internal.text_weight(v_message ->> 'name'), 0)
      -- The names and arguments of calls of tools.
      + coalesce(howdah_internal.text_weight(v_message ->> 'tool_calls'), 0)
      + coalesce(case jsonb_typeof(v_content)
          when 'string' then howdah_internal.text_weight(v_content #>> '{}')
          when 'array' then (select sum(howdah_internal.part_weight(p.value)) from jsonb_array_elements(v_content) as p)
        end, 0);
  end loop;
  return ceil(v_weight / 4.0 * request_tokens.token_ratio);
end
$$;
comment on function howdah_internal.request_tokens is
  'Estimated tokens of a chat request, as estimate_tokens counts its texts (content may be an array of parts), its '
  'tools and the form of its answer, and what a provider adds: four a message, and three.';
