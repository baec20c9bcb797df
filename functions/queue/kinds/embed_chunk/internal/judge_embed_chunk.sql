create or replace function howdah_internal.judge_embed_chunk(
  job_ids bigint[],
  lane howdah.lanes,
  action text,
  attempt integer,
  error_code text,
  http_status integer
)
  returns text
  language plpgsql
  volatile
as $$
declare
  v_suspects bigint[] := judge_embed_chunk.job_ids;
  v_id bigint;
  v_verdict text;
  v_is_better boolean := false;
begin
  if judge_embed_chunk.action != 'permanent'
     or judge_embed_chunk.error_code not in ('context_length_exceeded', 'too_large') then
    return null;
  end if;
  if cardinality(v_suspects) > 1 then
    -- Which of them it was nobody says: those that tokenizers differ most about, if there are some.
    if judge_embed_chunk.error_code = 'too_large' then
      return null;
    end if;
    select s.ids into v_suspects
      from (
        select array_agg(j.id order by j.id) as ids, howdah_internal.refusal_risk(c.content) as risk
          from howdah_internal.jobs as j
          join howdah.models as m on m.id = (j.payload ->> 'model_id')::integer
          join howdah.chunks as c on c.tenant_id = j.tenant_id and c.id = j.chunk_id
          join howdah.documents as d on d.tenant_id = c.tenant_id and d.id = c.document_id
         where j.id = any (judge_embed_chunk.job_ids)
           and octet_length(howdah_internal.embedding_text(d.title, c.heading, c.content))
             > howdah_internal.byte_room(m)
         group by 2
      ) as s
     where s.risk > 0
     order by s.risk desc
     limit 1;
  end if;
  foreach v_id in array coalesce(v_suspects, '{}') loop
    v_verdict := howdah_internal.recut_refused(v_id);
    v_is_better := v_is_better or v_verdict is not null;
  end loop;
  return case when cardinality(judge_embed_chunk.job_ids) = 1 then v_verdict when v_is_better then 'paused' end;
end
$$;
comment on function howdah_internal.judge_embed_chunk is
  'A chunk that is too long for its model is cut anew; what fails otherwise is tried again, halved or given up as any '
  'other job.';
