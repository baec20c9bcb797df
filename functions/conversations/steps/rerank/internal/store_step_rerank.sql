create or replace function howdah_internal.store_step_rerank(
  message howdah.messages,
  job_id bigint,
  token bigint,
  step howdah_internal.message_steps,
  result jsonb,
  facts jsonb
)
  returns boolean
  language plpgsql
  volatile
as $$
declare
  v_sources jsonb := (step).request -> 'sources';
  v_ranking jsonb;
begin
  select jsonb_agg(v_sources -> r.index || jsonb_build_object('score', r.score) order by r.score desc, r.index)
    into v_ranking
    from (
      select howdah_internal.token_count(e.value -> 'index') as index,
             case jsonb_typeof(e.value -> 'score') when 'number' then (e.value ->> 'score')::numeric end as score
        from jsonb_array_elements(
          case jsonb_typeof(store_step_rerank.result -> 'results')
            when 'array' then store_step_rerank.result -> 'results' else '[]' end) as e
    ) as r
  having bool_and(coalesce(r.index < jsonb_array_length(v_sources) and abs(r.score) < 1e300, false))
     and count(distinct r.index) = count(*);
  if v_ranking is null then
    perform howdah_internal.close_step(
      step, 'failed', store_step_rerank.facts || '{"error_code": "bad_response", "has_begun": true}',
      'the answer is no order of the documents that were sent');
  else
    perform howdah_internal.close_step(
      step, 'done', store_step_rerank.facts || jsonb_build_object('ranking', v_ranking));
  end if;
  return false;
end
$$;
comment on function howdah_internal.store_step_rerank is
  'Keeps what a model said of each passage by the hash of its text: the answer looks for its sources anew, as its user '
  'may see them by then, and puts them in this order. What is no order is none: then the order that is there will do.';
