create or replace function howdah_internal.is_refusal(content text)
  returns boolean
  language plpgsql
  stable
as $$
begin
  return left(is_refusal.content, 500) ~* howdah.setting('refusal_pattern');
end
$$;
comment on function howdah_internal.is_refusal is
  'Whether the beginning of an answer matches the setting refusal_pattern: it says that it has no answer, unless it '
  'cites a source. A rule of thumb for the reports, not a judgement.';
