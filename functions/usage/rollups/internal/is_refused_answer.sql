create or replace function howdah_internal.is_refused_answer(tenant text, message_id uuid)
  returns boolean
  language plpgsql
  stable
  security definer -- those who read usage read no messages
  set search_path from current
as $$
begin
  return exists (
    select from howdah.messages as m
     where m.tenant_id = is_refused_answer.tenant and m.id = is_refused_answer.message_id and m.is_refusal);
end
$$;
comment on function howdah_internal.is_refused_answer is
  'Whether the answer of a call says that it has none; false where there is no such message.';
grant execute on function howdah_internal.is_refused_answer to howdah_app, howdah_analyst;
