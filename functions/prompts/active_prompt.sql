create or replace function howdah.active_prompt(
  prompt text,
  label text default 'production',
  unit_id text default null
)
  returns table (
    prompt_version_id bigint,
    version integer,
    content text,
    model text,
    params jsonb,
    variables text[],
    activated_at timestamptz,
    form text
  )
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_label text := coalesce(active_prompt.label, 'production');
  v_tenant text := howdah_internal.acting_tenant();
begin
  return query
  select p.prompt_version_id, p.version, p.content, m.provider || '/' || m.name, p.params, p.variables, p.activated_at,
         p.form
    from howdah_internal.prompt_for(
           v_tenant, active_prompt.prompt, v_label, unit_id => active_prompt.unit_id) as p
    left join howdah.models as m on m.id = p.model_id;
end
$$;
comment on function howdah.active_prompt is
  'The version that a label points to; with unit_id the one that a running experiment assigns to that user, '
  'conversation or tenant. Raises PT404 when there is none. Example: select * from howdah.active_prompt(''answer'').';
grant execute on function howdah.active_prompt to howdah_app, howdah_admin;
