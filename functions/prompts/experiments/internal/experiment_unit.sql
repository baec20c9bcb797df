create or replace function howdah_internal.experiment_unit(unit text, tenant text, user_id text, conversation_id uuid)
  returns text
  language sql
  immutable
return case unit when 'user' then user_id when 'conversation' then conversation_id::text else tenant end;
comment on function howdah_internal.experiment_unit is
  'Who is counted once in an experiment by user, conversation or tenant; null for a conversation of nobody by user.';
grant execute on function howdah_internal.experiment_unit to howdah_analyst, howdah_admin;
