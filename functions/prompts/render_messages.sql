create or replace function howdah.render_messages(form text, content text, variables jsonb)
  returns jsonb
  language plpgsql
  immutable
  set search_path from current
as $$
declare
  v_messages jsonb := howdah.prompt_messages(render_messages.form, render_messages.content);
begin
  -- All together first, so that a refusal names every variable that is missing.
  perform howdah.render_template(
    (select string_agg(m.message ->> 'content', ' ') from jsonb_array_elements(v_messages) as m (message)),
    render_messages.variables);
  return (
    select jsonb_agg(
             jsonb_build_object(
               'role', m.message -> 'role',
               'content', howdah.render_template(m.message ->> 'content', render_messages.variables))
             order by m.position)
      from jsonb_array_elements(v_messages) with ordinality as m (message, position)
  );
end
$$;
comment on function howdah.render_messages(text, text, jsonb) is
  'The messages that a prompt puts before a conversation, with the variables put in. Raises PT422 with the names that '
  'are missing. Example: select howdah.render_messages(''text'', ''Be kind to {{name}}.'', ''{"name": "Ann"}'').';
