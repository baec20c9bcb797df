create or replace function howdah.register_worker(
  worker text,
  version text,
  known_schema_version integer,
  providers text[],
  idle_classes text[] default '{}'
)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_version integer;
  v_breaking integer;
begin
  if register_worker.worker is null or register_worker.version is null or register_worker.known_schema_version is null
     or register_worker.providers is null or register_worker.idle_classes is null then
    raise exception 'worker, version, known_schema_version, providers and idle_classes are required'
      using errcode = '22004', hint = 'Example: select howdah.register_worker(''w-1'', ''1.0'', 16, ''{openai}'').';
  end if;
  if length(register_worker.worker) not between 1 and 200 or length(register_worker.version) > 200 then
    raise exception 'the name or the version of the worker is empty or longer than 200 characters'
      using errcode = '22023', hint = 'A worker''s name is unique, such as host-pid.';
  end if;
  select s.version, s.breaking_version into v_version, v_breaking from howdah.schema_version() as s;
  if v_breaking > register_worker.known_schema_version then
    raise exception 'this worker is too old for the schema: it knows version %, the schema needs %',
      register_worker.known_schema_version, v_breaking
      using errcode = 'PT409', hint = 'Update the howdah package and start the worker again.';
  end if;
  if v_version < register_worker.known_schema_version then
    raise exception 'the schema is older than this worker: version % instead of %',
      v_version, register_worker.known_schema_version
      using errcode = 'PT409', hint = 'Run  howdah install  first.';
  end if;
  insert into howdah.workers as w (name, version, schema_version, providers, idle_classes)
  values (
    register_worker.worker, register_worker.version, register_worker.known_schema_version,
    register_worker.providers, register_worker.idle_classes
  )
  on conflict (name) do update
    set version = excluded.version, schema_version = excluded.schema_version,
        providers = excluded.providers, idle_classes = excluded.idle_classes, seen_at = howdah.clock();
end
$$;
comment on function howdah.register_worker(text, text, integer, text[], text[]) is
  'Says that a worker is there, what it can call and in which classes of lanes (interactive, bulk) it waits for work; '
  'call it at start and every few seconds. Raises PT409 when worker and schema do not fit.';
