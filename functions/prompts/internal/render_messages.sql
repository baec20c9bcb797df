create or replace function howdah_internal.render_messages(form text, content text, variables jsonb)
  returns jsonb
  language plpgsql
  immutable
as $$
declare
  v_messages jsonb := howdah_internal.prompt_messages(render_messages.form, render_messages.content);
begin
  -- All together first, so that a refusal names every variable that is missing.
  perform howdah_internal.render_template(
    (select string_agg(m.message ->> 'content', ' ') from jsonb_array_elements(v_messages) as m (message)),
    render_messages.variables);
  return (
    select jsonb_agg(
             jsonb_build_object(
               'role', m.message -> 'role',
               'content', howdah_internal.render_template(m.message ->> 'content', render_messages.variables))
             order by m.position)
      from jsonb_array_elements(v_messages) with ordinality as m (message, position)
  );
end
$$;
comment on function howdah_internal.render_messages is
  'The messages that a prompt puts before a conversation, with the variables put in. Raises PT422 with the names that '
  'are missing.';
