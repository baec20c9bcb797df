begin;
select plan(9);
select howdah.register_model('cohere', 'rerank-v3.5', 'rerank'), howdah.register_model('jina', 'reranker', 'rerank');
select howdah.set_price('cohere', 'rerank-v3.5', '2026-01-01Z', '[{"input": 0, "request": 0.2}]');
select howdah.set_price('jina', 'reranker', '2026-01-01Z', '[{"input": 5}]');
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
create function pg_temp.used(model text, usage jsonb) returns text language plpgsql as $$
declare
  v_id uuid := gen_random_uuid();
begin
  perform howdah_internal.write_usage(
    'acme', 'ann', v_id, 1, howdah.clock(), howdah_internal.find_model(model, 'rerank'), usage);
  return (select concat_ws(' ', u.input_tokens, coalesce(u.output_tokens::text, '-'), u.item_count,
    trim_scale(u.cost_cents), u.cost_source, u.is_estimated) from howdah.llm_usage as u where u.call_id = v_id);
end $$;
select is(pg_temp.used('cohere/rerank-v3.5', '{"usage": {"billed_units": {"search_units": 3}},
  "estimated_input_tokens": 900}'), '- 3 0.6 price f', 'searches that were billed are what it costs,
    tokens are not known');
select is(pg_temp.used('cohere/rerank-v3.5', '{"usage": {"meta": {"billed_units": {"search_units": "2"}}}}'),
  '- 2 0.4 price f', 'wherever it says so');
select is(pg_temp.used('cohere/rerank-v3.5', '{"estimated_input_tokens": 900}'), '900 - 1 0.2 estimate t',
  'a server that says nothing is taken to bill one');
select is(pg_temp.used('jina/reranker', '{"usage": {"total_tokens": 2000000}}'), '2000000 - 1 10 price f',
  'a price of tokens is one of what was reported');
select is(pg_temp.used('jina/reranker', '{"estimated_input_tokens": 1000000}'), '1000000 - 1 5 estimate t',
  'or of what was sent');
select is(pg_temp.used('jina/reranker', '{"usage": {"search_units": 1}, "estimated_input_tokens": 1000000}'),
  '1000000 - 1 5 estimate t', 'where tokens cost something they are estimated beside searches');
select is(pg_temp.used('jina/reranker', '{"error_code": "timeout", "status": "failed"}'), '0 - 1 0 f',
  'a call that never began costs nothing');
select is((select u.usage_keys from howdah.llm_usage as u where u.item_count = 3), null,
  'what was said is understood');
select howdah.set_price('cohere', 'rerank-v3.5', '2026-02-01Z', '[{"input": 0, "request": 1}]');
select from howdah.reprice_usage('2026-03-01Z', '2026-03-02Z', 'cohere/rerank-v3.5');
select is((select trim_scale(u.cost_cents) from howdah.llm_usage as u where u.item_count = 3), 3::numeric,
  'a price that comes later counts the searches too');
select * from finish();
rollback;
