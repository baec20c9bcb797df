create or replace function howdah_internal.write_score(
  tenant text,
  user_id text,
  message_id uuid,
  rater_kind text,
  rater text,
  score numeric,
  comment text
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
  ) then
    raise exception 'there is no such answer'
      using errcode = 'PT404', hint = 'Pass the id of an answer of the user; without a user, of the tenant.';
  end if;
  insert into howdah.feedback (tenant_id, message_id, rater_kind, rater, score, comment)
  values (
    write_score.tenant, write_score.message_id, write_score.rater_kind, write_score.rater, write_score.score,
    write_score.comment
  )
  on conflict (tenant_id, message_id, rater_kind, rater) do update
    set score = excluded.score, comment = excluded.comment, created_at = howdah.now();
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
  'Scores an answer of the user, of anybody where user_id is null. Raises 22004, 22023, 22001, PT404.';
