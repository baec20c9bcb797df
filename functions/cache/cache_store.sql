drop function if exists howdah.cache_store(jsonb, text, text, bigint[], text, text, integer, integer, interval);
create or replace function howdah.cache_store(
  request jsonb,
  model text,
  response text,
  chunk_ids bigint[] default '{}',
  scope text default 'user',
  finish_reason text default 'stop',
  input_tokens double precision default null,
  output_tokens double precision default null,
  keep_for interval default null
)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_chunk_ids bigint[] := coalesce(cache_store.chunk_ids, '{}');
  v_scope text := coalesce(cache_store.scope, 'user');
  v_finish_reason text := coalesce(cache_store.finish_reason, 'stop');
  v_input_tokens integer := howdah_internal.whole('input_tokens', cache_store.input_tokens);
  v_output_tokens integer := howdah_internal.whole('output_tokens', cache_store.output_tokens);
  v_entry howdah_internal.llm_cache := howdah_internal.cache_request(
    cache_store.request, cache_store.model, v_chunk_ids, v_scope);
  v_keep_for interval := coalesce(
    cache_store.keep_for, make_interval(hours => howdah.setting('cache_hours')::integer));
  v_model howdah.models;
begin
  if cache_store.response is null then
    raise exception 'response is required' using errcode = '22004', hint = 'Pass the whole answer.';
  end if;
  if v_keep_for not between '1 second' and '10 years'
     or v_input_tokens < 0 or v_output_tokens < 0 then
    raise exception 'keep_for or a number of tokens is out of range'
      using errcode = '22023', hint = 'keep_for is 1 second to 10 years, tokens are not negative.';
  end if;
  if v_entry.key is null or howdah.setting('cache_answers') = 'off' or btrim(cache_store.response, E' \t\r\n') = ''
     or v_finish_reason not in ('stop', 'end_turn', 'stop_sequence') then
    return false;
  end if;
  select m.* into strict v_model from howdah.models as m where m.id = v_entry.model_id;
  v_entry.response := cache_store.response;
  v_entry.input_tokens := v_input_tokens;
  v_entry.output_tokens := v_output_tokens;
  v_entry.cost_cents := (
    select c.cost_cents
      from howdah_internal.call_cost(
        v_model.provider, v_model.name, howdah.now(), v_input_tokens,
        output_tokens => v_output_tokens
      ) as c
  );
  v_entry.hit_count := 0;
  v_entry.created_at := howdah.now();
  v_entry.expires_at := howdah.clock() + v_keep_for;
  return howdah_internal.store_entry(v_entry, v_chunk_ids);
end
$$;
comment on function howdah.cache_store is
  'Keeps the answer to a request for cache_lookup, for cache_hours unless keep_for says otherwise; it dies when a '
  'document of its chunks changes. False when it is not kept: cut off or filtered (finish_reason other than stop), '
  'empty, or a chunk has changed since it was found. Raises 28000, 22004, 22023, PT404. Example: select '
  'howdah.cache_store(''{"messages": [{"role": "user", "content": "Hi"}]}'', ''openai/gpt-4o'', ''Hello.'').';
grant execute on function howdah.cache_store to howdah_app;
