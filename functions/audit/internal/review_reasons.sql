create or replace function howdah_internal.review_reasons(message howdah.messages)
  returns text[]
  language plpgsql
  stable
as $$
declare
  v_sources bigint;
  v_cited bigint;
begin
  if (message).status = 'complete' and (message).retrieval_mode is not null then
    select count(*), count(*) filter (where c.is_cited) into v_sources, v_cited
      from howdah_internal.message_citations as c
     where c.tenant_id = (message).tenant_id and c.message_id = (message).id;
  end if;
  return array_remove(
    array(
      select distinct case f.rater_kind when 'user' then 'complaint' else 'low_score' end
        from howdah.feedback as f
       where f.tenant_id = (message).tenant_id and f.message_id = (message).id and f.score < 0
       order by 1
    ) || array[
      case when (message).is_refusal then 'refusal' end,
      case when (message).status in ('failed', 'expired') then 'error' end,
      case when v_sources = 0 then 'nothing_found' end,
      case when v_sources > 0 and v_cited = 0 and not (message).is_refusal then 'ungrounded' end
    ], null);
end
$$;
comment on function howdah_internal.review_reasons is
  'What there is against an answer; an answer that says that it has none need not cite a source.';
