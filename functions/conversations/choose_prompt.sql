create or replace function howdah.choose_prompt(conversation howdah.conversations)
  returns table (prompt_version_id bigint, experiment_id bigint)
  language plpgsql
  volatile
  -- Only definers call it: it has their rights and their search_path.
as $$
begin
  return query
  select p.prompt_version_id, p.experiment_id
    from howdah.prompt_for(
           (conversation).tenant_id, (conversation).prompt, 'production', (conversation).user_id, (conversation).id) as p;
end
$$;
comment on function howdah.choose_prompt(howdah.conversations) is
  'The prompt version that answers in a conversation now, and the experiment that assigned it, if one did. Raises PT404 '
  'when none is active.';
