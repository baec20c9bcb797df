create or replace function howdah_internal.rewrite_model()
  returns integer
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_model text := howdah.setting('rewrite_model');
begin
  -- One that is gone is said by doctor(); the answer goes on.
  return (
    select m.id from howdah.models as m
     where m.kind = 'chat'
       and (m.provider || '/' || m.name = v_model or m.id = (
         select a.model_id from howdah.model_aliases as a where a.alias = v_model)));
end
$$;
comment on function howdah_internal.rewrite_model is
  'The model that rewrites follow-ups, as the setting rewrite_model names it; null for none.';
