create or replace function howdah.choose_prompt(conversation howdah.conversations)
  returns table (prompt_version_id bigint, experiment_id bigint)
  language plpgsql
  volatile
  security definer -- prompts are not a table of the application
  set search_path from current
as $$
begin
  return query
  select p.prompt_version_id, null::bigint
    from howdah.active_prompt((conversation).prompt) as p;
end
$$;
comment on function howdah.choose_prompt(howdah.conversations) is
  'The prompt version that answers in a conversation now. Raises PT404 when none is active.';
