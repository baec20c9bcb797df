drop function if exists howdah.give_feedback(uuid, numeric, text);
create or replace function howdah.give_feedback(message_id uuid, score double precision, comment text default null)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
declare
  v_user text := howdah_internal.acting_user();
begin
  perform howdah_internal.write_score(
    howdah_internal.acting_tenant(), v_user, give_feedback.message_id, 'user', coalesce(v_user, session_user),
    give_feedback.score::numeric, give_feedback.comment);
  return true;
end
$$;
comment on function howdah.give_feedback is
  'Scores an answer from -1 to 1; a second time replaces the first, and below zero it is not given again from the '
  'cache. Raises 28000, 22004, 22023, 22001, PT404. '
  'Example: select howdah.give_feedback(:message, 1, ''spot on'').';
grant execute on function howdah.give_feedback to howdah_app;
