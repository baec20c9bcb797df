-- The old tables as they are at this moment; whoever writes them waits until the end.
create temp table moving_users (id text, email text, created_at timestamptz, is_new boolean) on commit drop;
create temp table moving_documents (
  id bigint, content text, embedding text, source text, chunk_index integer, embedding_model text,
  created_at timestamptz, is_new boolean
) on commit drop;
create temp table moving_prompts (
  id bigint, name text, version integer, content text, model text, is_active boolean, created_by text,
  created_at timestamptz, is_new boolean
) on commit drop;
create temp table moving_conversations (
  id uuid, user_id text, title text, model text, system_prompt_id bigint, created_at timestamptz,
  updated_at timestamptz, is_new boolean, is_made boolean
) on commit drop;
create temp table moving_messages (
  id uuid, conversation_id uuid, role text, content text, tokens_used integer, latency_ms integer, model text,
  created_at timestamptz, is_new boolean
) on commit drop;
create temp table moving_usage (
  id bigint, user_id text, conversation_id uuid, model text, input_tokens integer, output_tokens integer,
  cost_cents numeric, latency_ms integer, cached boolean, created_at timestamptz, is_new boolean
) on commit drop;

-- One row a table: how the old one is called, which ids of it are known.
create temp table moving_tables (name text, temp text, row_count bigint) on commit drop;
insert into pg_temp.moving_tables (name, temp)
values ('users', 'moving_users'), ('documents', 'moving_documents'), ('prompt_versions', 'moving_prompts'),
  ('conversations', 'moving_conversations'), ('messages', 'moving_messages'), ('llm_usage', 'moving_usage');

do $$
declare
  v_schema text := current_setting('moving_in.schema');
  v_tenant text := current_setting('moving_in.tenant');
  v_table record;
  v_count bigint;
begin
  if not pg_has_role((select n.nspowner from pg_namespace as n where n.nspname = 'howdah'), 'usage') then
    raise exception 'only the owner of the schema howdah moves in'
      using errcode = '42501', hint = 'Run this as the role that ran howdah install.';
  end if;
  if v_schema in ('howdah', 'howdah_internal') then
    raise exception 'schema is that of howdah itself'
      using errcode = '22023', hint = 'Pass -v schema=... with the schema of the old tables.';
  end if;
  for v_table in
    select t.*, to_regclass(format('%I.%I', v_schema, t.name)) as relation from pg_temp.moving_tables as t
  loop
    if v_table.relation is null then
      raise notice 'there is no table %.%, so nothing is taken from it', v_schema, v_table.name;
      continue;
    end if;
    execute format('lock table %s in share row exclusive mode', v_table.relation);
    -- By the names of columns: others are left alone, and one that is not there is null.
    execute format(
      'insert into pg_temp.%1$I
       select p.* from %2$s as r,
         jsonb_populate_record(null::pg_temp.%1$I, to_jsonb(r) || ''{"is_new": true}'') as p',
      v_table.temp, v_table.relation);
    get diagnostics v_count = row_count;
    update pg_temp.moving_tables as t set row_count = v_count where t.name = v_table.name;
    execute format(
      'update pg_temp.%I as r set is_new = false
         from howdah_internal.moved_in as i
        where i.tenant_id = $1 and i.relation = $2 and i.key_hash = sha256(convert_to(r.id::text, ''UTF8''))',
      v_table.temp) using v_tenant, v_table.name;
    -- Noted now: what comes of it is compared before the end.
    execute format(
      'insert into howdah_internal.moved_in (tenant_id, relation, key_hash)
       select $1, $2, sha256(convert_to(r.id::text, ''UTF8'')) from pg_temp.%I as r where r.is_new and r.id is not null
       on conflict do nothing', v_table.temp) using v_tenant, v_table.name;
    execute format('analyze pg_temp.%I', v_table.temp);
  end loop;
  -- Nobody who was forgotten comes back, nor what they said; what they used stays, without them.
  create temp table moving_forgotten on commit drop as
    select u.id
      from (select id from pg_temp.moving_users union select user_id from pg_temp.moving_conversations
            union select user_id from pg_temp.moving_usage) as u
      join howdah_internal.forgotten_users as f
        on f.tenant_id = v_tenant and f.user_hash = sha256(convert_to(u.id, 'UTF8'))
     where not exists (select from howdah.users as h where h.tenant_id = v_tenant and h.id = u.id);
  delete from pg_temp.moving_messages as m
   using pg_temp.moving_conversations as c
   where c.id = m.conversation_id and c.user_id in (select f.id from pg_temp.moving_forgotten as f);
  delete from pg_temp.moving_conversations as c where c.user_id in (select f.id from pg_temp.moving_forgotten as f);
  delete from pg_temp.moving_users as u where u.id in (select f.id from pg_temp.moving_forgotten as f);
  update pg_temp.moving_usage as u
     set user_id = null, conversation_id = null
   where u.user_id in (select f.id from pg_temp.moving_forgotten as f);
  get diagnostics v_count = row_count;
  if exists (select from pg_temp.moving_forgotten) then
    raise notice '% people were forgotten here: they and what they said are left out, % rows of usage are nobody''s',
      (select count(*) from pg_temp.moving_forgotten), v_count;
  end if;
end
$$;
