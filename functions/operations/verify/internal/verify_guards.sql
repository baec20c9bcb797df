create or replace function howdah_internal.verify_guards()
  returns table (check_name text, object text, detail text, hint text)
  language plpgsql
  stable
as $$
begin
  return query
  select 'trigger_guards', d.object, 'it ' || d.difference, 'howdah install'
    from howdah_internal.install_differences() as d
   where d.object like 'trigger %';
end
$$;
comment on function howdah_internal.verify_guards is
  'The part of verify() about triggers: one that is missing, switched off or another has let rows pass.';
