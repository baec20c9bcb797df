create or replace function howdah_internal.message_ranking(tenant text, message_id uuid)
  returns jsonb
  language plpgsql
  stable
as $$
#variable_conflict use_column
begin
  return (
    select jsonb_object_agg(r.value ->> 'content_hash', r.value -> 'score')
      from (
        select s.facts -> 'ranking' as ranking
          from howdah_internal.message_steps as s
         where s.tenant_id = message_ranking.tenant and s.message_id = message_ranking.message_id
           and s.kind = 'rerank' and s.status = 'done'
         order by s.seq desc
         limit 1
      ) as s
     cross join jsonb_array_elements(s.ranking) as r);
end
$$;
comment on function howdah_internal.message_ranking is
  'What a rerank model said of the passages for an answer: scores by the hash of the text; null where none did.';
