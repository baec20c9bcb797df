create or replace function howdah_internal.is_shown_step(step howdah_internal.message_steps)
  returns boolean
  language plpgsql
  stable
as $$
begin
  return (step).call = 'chat' and exists (
    select from howdah_internal.step_kinds as k where k.kind = (step).kind and k.is_needed);
end
$$;
comment on function howdah_internal.is_shown_step is
  'Whether what a call gives is the answer itself, which is read while it comes: what an answer can do without is none '
  'of it.';
