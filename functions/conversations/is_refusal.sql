create or replace function howdah.is_refusal(content text)
  returns boolean
  language plpgsql
  stable
  set search_path from current
as $$
begin
  -- An answer that cites a source has one.
  return is_refusal.content !~ '\[\d+\]' and left(is_refusal.content, 500) ~* howdah.setting('refusal_pattern');
end
$$;
comment on function howdah.is_refusal(text) is
  'Whether an answer says that it has no answer: it cites no source, and its beginning matches the setting '
  'refusal_pattern. A rule of thumb for the reports, not a judgement.';
