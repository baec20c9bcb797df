create or replace function howdah_internal.lock_prompt(tenant text, prompt text)
  returns void
  language plpgsql
  volatile
as $$
begin
  perform howdah_internal.hold_user(lock_prompt.tenant, howdah.current_user_id());
  perform from howdah.prompts as p
   where p.tenant_id = lock_prompt.tenant and p.name = lock_prompt.prompt
     for no key update;
end
$$;
comment on function howdah_internal.lock_prompt is
  'Makes changes of a prompt''s versions, labels and experiments follow each other; their author stays known until '
  'then.';
