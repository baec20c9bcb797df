create or replace function howdah.cache_store(
  request jsonb,
  model text,
  response text,
  chunk_ids bigint[] default '{}',
  scope text default 'user',
  finish_reason text default 'stop',
  input_tokens integer default null,
  output_tokens integer default null,
  keep_for interval default null
)
  returns boolean
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_entry howdah.llm_cache := howdah.cache_request(
    cache_store.request, cache_store.model, cache_store.chunk_ids, cache_store.scope);
  v_keep_for interval := coalesce(
    cache_store.keep_for, make_interval(hours => howdah.setting('cache_hours')::integer));
  v_model howdah.models;
begin
  if cache_store.response is null then
    raise exception 'response is required' using errcode = '22004', hint = 'Pass the whole answer.';
  end if;
  if v_keep_for not between '1 second' and '10 years' or cache_store.input_tokens < 0 or cache_store.output_tokens < 0 then
    raise exception 'keep_for or a number of tokens is out of range'
      using errcode = '22023', hint = 'keep_for is 1 second to 10 years, tokens are not negative.';
  end if;
  if v_entry.key is null or howdah.setting('cache_answers') = 'off' or btrim(cache_store.response, E' \t\r\n') = ''
     or coalesce(cache_store.finish_reason, '') not in ('stop', 'end_turn', 'stop_sequence') then
    return false;
  end if;
  select m.* into strict v_model from howdah.models as m where m.id = v_entry.model_id;
  v_entry.response := cache_store.response;
  v_entry.input_tokens := cache_store.input_tokens;
  v_entry.output_tokens := cache_store.output_tokens;
  v_entry.cost_cents := (
    select c.cost_cents
      from howdah.call_cost(
        v_model.provider, v_model.name, howdah.now(), cache_store.input_tokens, output_tokens => cache_store.output_tokens
      ) as c
  );
  v_entry.hit_count := 0;
  v_entry.created_at := howdah.now();
  v_entry.expires_at := howdah.clock() + v_keep_for;
  return howdah.store_entry(v_entry, cache_store.chunk_ids);
end
$$;
comment on function howdah.cache_store(jsonb, text, text, bigint[], text, text, integer, integer, interval) is
  'Keeps the answer to a request for cache_lookup, for cache_hours unless keep_for says otherwise; it dies when a document '
  'of its chunks changes. False when it is not kept: cut off or filtered (finish_reason other than stop), empty, or a chunk '
  'has changed since it was found. Raises 28000, 22004, 22023, PT404. Example: select howdah.cache_store('
  '''{"messages": [{"role": "user", "content": "Hi"}]}'', ''openai/gpt-4o'', ''Hello.'').';
