create or replace function howdah.score_answer(
  message_id uuid,
  score numeric,
  rater text,
  rater_kind text default 'judge',
  comment text default null
)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
begin
  -- What decides an experiment is not for those whose answers are compared.
  if howdah.current_user_id() is not null or howdah.jwt_claims() is not null then
    raise exception 'a user gives feedback, no scores of rules or judges'
      using errcode = '42501', hint = 'Call howdah.give_feedback, or act without a user: howdah.act_as(null, tenant).';
  end if;
  perform howdah.check_score(score_answer.message_id, score_answer.score, score_answer.comment);
  if score_answer.rater is null or score_answer.rater_kind is null then
    raise exception 'rater and rater_kind are required'
      using errcode = '22004', hint = 'Pass the name of the rule or judge, and rule or judge.';
  end if;
  if score_answer.rater_kind not in ('rule', 'judge') or btrim(score_answer.rater) = '' then
    raise exception 'rater or rater_kind is out of range'
      using errcode = '22023', hint = 'rater_kind is rule or judge, rater its name; users call howdah.give_feedback.';
  end if;
  if length(score_answer.rater) > 200 then
    raise exception 'rater is longer than 200 characters' using errcode = '22001', hint = 'Shorten it.';
  end if;
  if not exists (
    select from howdah.messages as m
     where m.tenant_id = v_tenant and m.id = score_answer.message_id and m.role = 'assistant'
  ) then
    raise exception 'there is no such answer' using errcode = 'PT404', hint = 'Pass the id of an answer of the tenant.';
  end if;
  insert into howdah.feedback as f (tenant_id, message_id, rater_kind, rater, score, comment)
  values (
    v_tenant, score_answer.message_id, score_answer.rater_kind, score_answer.rater, score_answer.score,
    score_answer.comment
  )
  on conflict (tenant_id, message_id, rater_kind, rater) do update
    set score = excluded.score, comment = excluded.comment, created_at = howdah.now();
end
$$;
comment on function howdah.score_answer(uuid, numeric, text, text, text) is
  'Scores an answer of any user of the tenant from -1 to 1 in the name of a rule (code that checks it) or a judge (a person '
  'or model that reads it); a second time replaces the first. For the application without a user. Raises 42501, 22004, '
  '22023, 22001, PT404. Example: select howdah.score_answer(:message, 0.5, ''helpful-v2'').';
