drop function if exists howdah.register_worker(text, text, integer, text[], text[]);
drop function if exists howdah.register_worker(text, text, double precision, text[], text[]);
create or replace function howdah.register_worker(
  worker text,
  version text,
  known_schema_version double precision,
  providers text[],
  idle_classes text[] default '{}',
  is_leaving boolean default false
)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_known_schema_version integer := howdah_internal.whole(
    'known_schema_version', register_worker.known_schema_version);
  v_idle_classes text[] := coalesce(register_worker.idle_classes, '{}');
  v_version integer;
  v_breaking integer;
begin
  if register_worker.worker is null or register_worker.version is null or v_known_schema_version is null
     or register_worker.providers is null then
    raise exception 'worker, version, known_schema_version and providers are required'
      using errcode = '22004', hint = 'Example: select howdah.register_worker(''w-1'', ''1.0'', 16, ''{openai}'').';
  end if;
  if length(register_worker.worker) not between 1 and 200 or length(register_worker.version) > 200 then
    raise exception 'the name or the version of the worker is empty or longer than 200 characters'
      using errcode = '22023', hint = 'A worker''s name is unique, such as host-pid.';
  end if;
  if register_worker.is_leaving then
    delete from howdah_internal.workers as w where w.name = register_worker.worker;
    return true;
  end if;
  select s.version, s.breaking_version into v_version, v_breaking from howdah.schema_version() as s;
  if v_breaking > v_known_schema_version then
    raise exception 'this worker is too old for the schema: it knows version %, the schema needs %',
      v_known_schema_version, v_breaking
      using errcode = 'PT409', hint = 'Update the howdah package and start the worker again.';
  end if;
  if v_version < v_known_schema_version then
    raise exception 'the schema is older than this worker: version % instead of %',
      v_version, v_known_schema_version
      using errcode = 'PT409', hint = 'Run  howdah install  first.';
  end if;
  insert into howdah_internal.workers as w (name, version, schema_version, providers, idle_classes)
  values (
    register_worker.worker, register_worker.version, v_known_schema_version,
    register_worker.providers, v_idle_classes
  )
  on conflict (name) do update
    set version = excluded.version, schema_version = excluded.schema_version,
        providers = excluded.providers, idle_classes = excluded.idle_classes, seen_at = howdah.clock();
  return true;
end
$$;
comment on function howdah.register_worker is
  'Says that a worker is there, what it can call and in which classes of lanes (interactive, bulk) it waits for '
  'work; call it at start and every few seconds, and with is_leaving at the end: nobody waits for it then. '
  'Raises 22004, 22023, and PT409 when worker and schema do not fit. '
  'Example: select howdah.register_worker(''w-1'', ''1.0'', 16, ''{openai}'').';
grant execute on function howdah.register_worker to howdah_worker;
