create or replace function howdah.check_score(message_id uuid, score numeric, comment text)
  returns void
  language plpgsql
  immutable
  set search_path from current
as $$
begin
  if check_score.message_id is null or check_score.score is null then
    raise exception 'message_id and score are required' using errcode = '22004', hint = 'score is -1 (bad) to 1 (good).';
  end if;
  if not check_score.score between -1 and 1 then
    raise exception 'the score is out of range' using errcode = '22023', hint = 'score is -1 (bad) to 1 (good).';
  end if;
  if length(check_score.comment) > 10000 then
    raise exception 'the comment is longer than 10,000 characters' using errcode = '22001', hint = 'Shorten it.';
  end if;
end
$$;
comment on function howdah.check_score(uuid, numeric, text) is 'Raises 22004, 22023 or 22001 for what is no score.';
