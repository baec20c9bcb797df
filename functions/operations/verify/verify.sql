create or replace function howdah.verify()
  returns table (check_name text, object text, detail text, hint text)
  language plpgsql
  stable
  security definer -- looks at every tenant
  set search_path from current
as $$
begin
  -- One function for each part; a new part is one line more.
  return query select * from howdah.verify_prompts();
  return query select * from howdah.verify_experiments();
  return query select * from howdah.verify_documents();
  return query select * from howdah.verify_conversations();
  return query select * from howdah.verify_queue();
  return query select * from howdah.verify_usage();
end
$$;
comment on function howdah.verify() is
  'Reads everything that must always hold and returns a row for each thing that does not: what was changed past the '
  'functions, what is missing, what contradicts itself. No row means that all is well. It reads whole tables. '
  'Who may switch triggers off can also write right hashes: against that only a backup helps. '
  'Example: select * from howdah.verify().';
