drop function if exists howdah.score_answer(uuid, numeric, text, text, text);
create or replace function howdah.score_answer(
  message_id uuid,
  score double precision,
  rater text,
  rater_kind text default 'judge',
  comment text default null
)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
declare
  v_rater_kind text := coalesce(score_answer.rater_kind, 'judge');
  v_rater text := score_answer.rater;
  v_reviewer text;
begin
  if howdah_internal.is_reviewer() then
    perform howdah_internal.reviewing_tenant();
    v_reviewer := howdah_internal.known_user();
    v_rater := coalesce(v_rater, v_reviewer);
  -- What decides an experiment is not for those whose answers are compared.
  elsif howdah.current_user_id() is not null or howdah_internal.jwt_claims() is not null then
    raise exception 'a user gives feedback, no scores of rules or judges'
      using errcode = '42501', hint = 'A user calls give_feedback; act without one: howdah.act_as(null, tenant).';
  end if;
  if v_rater is null then
    raise exception 'rater is required' using errcode = '22004', hint = 'Pass the name of the rule or judge.';
  end if;
  if v_rater_kind not in ('rule', 'judge') or btrim(v_rater) = '' then
    raise exception 'rater or rater_kind is out of range'
      using errcode = '22023', hint = 'rater_kind is rule or judge, rater its name; users call give_feedback.';
  end if;
  if length(v_rater) > 200 then
    raise exception 'rater is longer than 200 characters' using errcode = '22001', hint = 'Shorten it.';
  end if;
  perform howdah_internal.write_score(
    howdah_internal.acting_tenant(), null, score_answer.message_id, v_rater_kind, v_rater,
    score_answer.score::numeric, score_answer.comment, v_reviewer);
  return true;
end
$$;
comment on function howdah.score_answer is
  'Scores an answer of any user of the tenant from -1 to 1 in the name of a rule (code that checks it) or a judge '
  '(a person or model that reads it); a second time replaces the first. For the application and the administrator '
  'without a user; a reviewer acts as a user, scores answers of others, and is the rater where that is null. Raises '
  '28000, 42501, 22004, 22023, 22001, PT404, PT409 where rater is somebody else. Example: select '
  'howdah.score_answer(:message, 0.5, ''helpful-v2'').';
grant execute on function howdah.score_answer to howdah_app, howdah_admin, howdah_reviewer;
