drop function if exists howdah_internal.write_score(text, text, uuid, text, text, numeric, text);
create or replace function howdah_internal.write_score(
  tenant text,
  user_id text,
  message_id uuid,
  rater_kind text,
  rater text,
  score numeric,
  comment text,
  reviewer text default null
)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
begin
  if write_score.message_id is null or write_score.score is null then
    raise exception 'message_id and score are required'
      using errcode = '22004', hint = 'score is -1 (bad) to 1 (good).';
  end if;
  if not write_score.score between -1 and 1 then
    raise exception 'the score is out of range' using errcode = '22023', hint = 'score is -1 (bad) to 1 (good).';
  end if;
  if length(write_score.comment) > 10000 then
    raise exception 'the comment is longer than 10,000 characters' using errcode = '22001', hint = 'Shorten it.';
  end if;
  if not exists (
    select from howdah.messages as m
     where m.tenant_id = write_score.tenant and m.id = write_score.message_id and m.role = 'assistant'
       and (m.user_id = write_score.user_id or write_score.user_id is null)
       -- Nobody reviews what was answered to them.
       and (m.user_id = write_score.reviewer) is not true
  ) then
    raise exception 'there is no such answer'
      using errcode = 'PT404', hint = 'Pass the id of an answer of the user; a reviewer those of others.';
  end if;
  insert into howdah.feedback (tenant_id, message_id, rater_kind, rater, score, comment, scored_by)
  values (
    write_score.tenant, write_score.message_id, write_score.rater_kind, write_score.rater, write_score.score,
    write_score.comment, write_score.reviewer
  )
  on conflict (tenant_id, message_id, rater_kind, rater) do update
    set score = excluded.score, comment = excluded.comment, scored_by = excluded.scored_by,
        created_at = howdah.now()
    where write_score.reviewer is null or feedback.scored_by = write_score.reviewer;
  if not found then
    raise exception 'rater has scored this answer already, and is somebody else'
      using errcode = 'PT409', hint = 'Pass null as rater to score in your own name.';
  end if;
  -- A bad answer is not given again; a newer one to the same request stays.
  if write_score.score < 0 then
    delete from howdah_internal.llm_cache as c
     using howdah.messages as m
     where m.tenant_id = write_score.tenant and m.id = write_score.message_id
       and c.tenant_id = m.tenant_id and c.key = m.cache_key and c.response = m.content;
  end if;
end
$$;
comment on function howdah_internal.write_score is
  'Scores an answer of the user, of anybody where user_id is null, of anybody else for a reviewer. '
  'Raises 22004, 22023, 22001, PT404, PT409.';
