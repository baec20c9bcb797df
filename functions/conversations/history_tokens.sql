create or replace function howdah.history_tokens(model howdah.models, params jsonb, content text)
  returns integer
  language plpgsql
  stable
  set search_path from current
as $$
declare
  v_setting integer := howdah.setting('context_tokens')::integer;
begin
  -- Estimates: four characters a token, and room for an answer of 1,000 tokens where the prompt names no limit.
  return greatest(0, least(
    v_setting,
    (model).max_input_tokens - length(history_tokens.content) / 4
      - coalesce(coalesce(params ->> 'max_completion_tokens', params ->> 'max_tokens')::integer, 1000)));
end
$$;
comment on function howdah.history_tokens(howdah.models, jsonb, text) is
  'How many tokens of history fit beside the rest of a request: the setting context_tokens, less for a small model.';
