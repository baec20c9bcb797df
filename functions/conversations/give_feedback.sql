create or replace function howdah.give_feedback(message_id uuid, score numeric, comment text default null)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_user text := howdah.acting_user();
begin
  perform howdah.check_score(give_feedback.message_id, give_feedback.score, give_feedback.comment);
  if not exists (
    select from howdah.messages as m
     where m.tenant_id = v_tenant and m.id = give_feedback.message_id and m.role = 'assistant'
       and (m.user_id is not distinct from v_user or v_user is null)
  ) then
    raise exception 'there is no such answer'
      using errcode = 'PT404', hint = 'Pass the id of an answer in one of the user''s conversations.';
  end if;
  insert into howdah.feedback as f (tenant_id, message_id, rater, score, comment)
  values (v_tenant, give_feedback.message_id, coalesce(v_user, session_user), give_feedback.score, give_feedback.comment)
  on conflict (tenant_id, message_id, rater_kind, rater) do update
    set score = excluded.score, comment = excluded.comment, created_at = howdah.now();
end
$$;
comment on function howdah.give_feedback(uuid, numeric, text) is
  'Scores an answer from -1 to 1; a second time replaces the first. Raises 22004, 22023, 22001, PT404. '
  'Example: select howdah.give_feedback(:message, 1, ''spot on'').';
