-- Says everything that is missing at once, one line each, before anything is laid.
-- What a database or a login may have set otherwise, and an install cannot do without.
set local standard_conforming_strings = on;
set local client_encoding = 'UTF8';
set local statement_timeout = 0;
set local datestyle = 'ISO, YMD';
set local intervalstyle = 'postgres';
set local bytea_output = 'hex';
set local timezone = 'UTC';
set local howdah.group_roles = 'howdah_app howdah_worker howdah_analyst howdah_admin howdah_reviewer';
do $$
declare
  v_problems text[] := '{}';
  v_foreign text;
  v_missing text;
  v_version text;
  v_vector_schema text;
begin
  if current_setting('server_version_num')::int < 150000 then
    v_problems := v_problems || format(
      'PostgreSQL %s is too old: howdah needs 15 or newer', current_setting('server_version'));
  end if;

  if current_setting('server_encoding') != 'UTF8' then
    v_problems := v_problems || format(
      'database %1$I has the encoding %2$s: howdah needs UTF8; make another one, as in  '
      'create database %3$I encoding ''UTF8'' template template0 locale ''C.UTF-8'';',
      current_database(), current_setting('server_encoding'), current_database() || '_utf8');
  end if;

  select e.extversion, n.nspname
    into v_version, v_vector_schema
    from pg_extension as e
    join pg_namespace as n on n.oid = e.extnamespace
   where e.extname = 'vector';
  if v_version is null and exists (select from pg_available_extensions where name = 'vector')
     and (select rolsuper from pg_roles where rolname = current_user) then
    create extension vector schema public;
    select e.extversion, 'public' into v_version, v_vector_schema from pg_extension as e where e.extname = 'vector';
  end if;
  if v_version is null then
    v_problems := v_problems || case
      when exists (select from pg_available_extensions where name = 'vector')
        then 'pgvector is not in this database: let a superuser run  create extension vector;'
      else 'pgvector is not on this server: install 0.8.0 or newer, then run  create extension vector;'
    end;
  elsif string_to_array(split_part(v_version, '-', 1), '.')::int[] < array[0, 8, 0] then
    v_problems := v_problems || format(
      'pgvector %s is too old: howdah needs 0.8.0; run  alter extension vector update;', v_version);
  elsif string_to_array(split_part(v_version, '-', 1), '.')::int[] < array[0, 8, 4] then
    raise warning 'pgvector % has known faults: before 0.8.4 vacuum can damage HNSW indexes%', v_version,
      case when string_to_array(split_part(v_version, '-', 1), '.')::int[] < array[0, 8, 2]
        then ', before 0.8.2 parallel index builds can leak memory (CVE-2026-3172)' else '' end
      using hint = 'Update the package and run  alter extension vector update;';
  end if;

  select string_agg(n.nspname, ', ') into v_foreign
    from pg_namespace as n
   where n.nspname in ('howdah', 'howdah_internal')
     and to_regclass('howdah_internal.migrations') is null
     and exists (select from pg_class as c where c.relnamespace = n.oid);
  if v_foreign is not null then
    v_problems := v_problems || format(
      'there is a schema %1$s that is not ours: rename it with  alter schema %1$s rename to ...;', v_foreign);
  elsif to_regnamespace('howdah') is null then
    if not has_database_privilege(current_database(), 'create') then
      v_problems := v_problems || format(
        'role %I may not create schemas here: let the owner run  grant create on database %I to %I;',
        current_user, current_database(), current_user);
    end if;
  elsif not pg_has_role((select nspowner from pg_namespace where nspname = 'howdah'), 'member') then
    v_problems := v_problems || format('schema howdah belongs to role %I: install as that role',
      (select nspowner::regrole::text from pg_namespace where nspname = 'howdah'));
  end if;

  if not (select rolcreaterole or rolsuper from pg_roles where rolname = current_user) then
    select string_agg(format('create role %s nologin;', r.name), E'\n' order by r.position)
      into v_missing
      from unnest(string_to_array(current_setting('howdah.group_roles'), ' ')) with ordinality as r (name, position)
     where to_regrole(r.name) is null;
    if v_missing is not null then
      v_problems := v_problems || format(
        'role %I may not create the group roles; let someone who may run:%s', current_user, E'\n' || v_missing);
    end if;
  end if;

  if cardinality(v_problems) > 0 then
    raise exception using
      errcode = 'PT409',
      message = array_to_string(v_problems, E'\n'),
      hint = 'Nothing was installed. Mend this and run the install again.';
  end if;

  -- pgvector's settings and types are known only once its library is loaded.
  execute format('select %L::%I.vector', '[1]', v_vector_schema);
  perform set_config('search_path', format('pg_catalog, howdah, howdah_internal, %I, pg_temp', v_vector_schema), true);
  perform set_config('check_function_bodies', 'off', true);
  perform set_config('client_min_messages', 'warning', true);
end
$$;
