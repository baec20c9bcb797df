create or replace function howdah_internal.verify_guards()
  returns table (check_name text, object text, detail text, hint text)
  language plpgsql
  stable
as $$
begin
  return query
  select split_part(d.object, ' ', 1) || '_guards', d.object, 'it ' || d.difference, 'howdah install'
    from howdah_internal.install_differences() as d
   where d.object ~ '^(trigger|constraint) ';
end
$$;
comment on function howdah_internal.verify_guards is
  'The part of verify() about triggers and constraints: one that is missing, off or another has let rows pass.';
