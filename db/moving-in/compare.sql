-- What was in the old tables beside what howdah has of it: what this run has taken is counted where it is now.
create temp table moving_result (
  place integer generated always as identity, what text, before numeric, after numeric, taken_now numeric
) on commit drop;
create temp table moving_found (
  place integer generated always as identity, what text, before numeric, was_new numeric, found numeric
) on commit drop;
do $$
declare
  v_tenant text := current_setting('moving_in.tenant');
begin
  insert into pg_temp.moving_found (what, before, was_new, found)
  select 'users', count(*), count(*) filter (where o.is_new), count(h.id) filter (where o.is_new)
    from pg_temp.moving_users as o
    left join howdah.users as h on h.tenant_id = v_tenant and h.id = o.id;

  insert into pg_temp.moving_found (what, before, was_new, found)
  select x.*
    from (
      select count(*) as n, count(*) filter (where o.is_new) as new_n, count(v.id) filter (where o.is_new) as found,
             count(distinct o.name) filter (where o.is_active) as active,
             count(distinct o.name) filter (where o.is_active and o.is_new) as new_active,
             count(l.prompt) filter (where o.is_active and o.is_new) as found_active
        from pg_temp.moving_prompts as o
        left join pg_temp.moving_prompt_ids as i on i.id = o.id
        left join howdah_internal.prompt_versions as v
          on v.tenant_id = v_tenant and v.id = i.prompt_version_id and v.content = coalesce(o.content, '')
        left join howdah.prompt_labels as l
          on l.tenant_id = v_tenant and l.prompt = v.prompt and l.version = v.version and l.label = 'production'
    ) as p
   cross join lateral (values ('prompt versions', p.n, p.new_n, p.found),
     ('active prompts', p.active, p.new_active, p.found_active)) as x;

  insert into pg_temp.moving_found (what, before, was_new, found)
  select x.*
    from (
      select count(*) as n, count(*) filter (where o.is_new) as new_n,
             count(*) filter (where o.is_new and coalesce(o.content, '') !~ '\S') as new_empty,
             count(*) filter (where coalesce(o.content, '') !~ '\S') as empty,
             count(*) filter (where o.content ~ '\S' and o.embedding is null) as bare,
             count(*) filter (where o.content ~ '\S' and o.embedding is null and o.is_new) as new_bare,
             count(*) filter (where o.content ~ '\S' and o.embedding is not null) as vectors,
             count(*) filter (where o.content ~ '\S' and o.embedding is not null and o.is_new) as new_vectors
        from pg_temp.moving_documents as o
    ) as d
   cross join (
     select count(k.id) as chunks, count(e.chunk_id) filter (where e.embedding = o.embedding::halfvec) as vectors,
            count(*) filter (where o.embedding is null and (e.chunk_id is not null or exists (
              select from howdah_internal.jobs as j where j.tenant_id = v_tenant and j.chunk_id = k.id))) as bare
       from pg_temp.moving_chunks as o
       join howdah.documents as h
         on h.tenant_id = v_tenant and h.collection = o.collection and h.source = o.source and h.owner_id is null
       join howdah.chunks as k
         on k.tenant_id = v_tenant and k.document_id = h.id and k.content = o.content
        and k.metadata ->> 'documents_id' = o.id::text
       left join howdah.embeddings as e
         on e.tenant_id = v_tenant and e.chunk_id = k.id and e.model_id = o.model_id
      where o.is_new
   ) as f
   cross join lateral (values ('documents', d.n, d.new_n, f.chunks + d.new_empty),
     ('documents: without text, left out', d.empty, d.new_empty, d.new_empty),
     ('documents: vectors', d.vectors, d.new_vectors, f.vectors),
     ('documents: without vector, the worker embeds', d.bare, d.new_bare, f.bare)) as x;

  insert into pg_temp.moving_found (what, before, was_new, found)
  select 'conversations', count(*), count(*) filter (where o.is_new), count(h.id) filter (where o.is_new)
    from pg_temp.moving_conversations as o
    left join howdah.conversations as h on h.tenant_id = v_tenant and h.id = o.id
   where o.is_made is not true;

  insert into pg_temp.moving_found (what, before, was_new, found)
  select x.*
    from (
      select count(*) as n, count(*) filter (where o.is_new) as new_n, count(h.id) filter (where o.is_new) as found,
             sum(o.tokens_used) as tokens, sum(o.tokens_used) filter (where o.is_new) as new_tokens,
             sum(h.tokens_used) filter (where o.is_new) as found_tokens,
             sum(o.latency_ms) as latency, sum(o.latency_ms) filter (where o.is_new) as new_latency,
             sum(h.latency_ms) filter (where o.is_new) as found_latency
        from pg_temp.moving_messages as o
        left join howdah.messages as h
          on h.tenant_id = v_tenant and h.id = o.id and h.content = coalesce(o.content, '') and h.role = o.role
    ) as m
   cross join lateral (values ('messages', m.n, m.new_n, m.found),
     ('messages: tokens_used', m.tokens, m.new_tokens, m.found_tokens),
     ('messages: latency_ms', m.latency, m.new_latency, m.found_latency)) as x;

  insert into pg_temp.moving_found (what, before, was_new, found)
  select v.what, sum(v.old), sum(v.old) filter (where o.is_new), sum(v.new) filter (where o.is_new)
    from pg_temp.moving_usage as o
    left join howdah.llm_usage as h
      on h.tenant_id = v_tenant and h.created_at = o.created_at
     and h.call_id = md5(format('moved in %s llm_usage %s', v_tenant, o.id))::uuid
   cross join lateral (values (1, 'llm_usage', 1::numeric, (h.call_id is not null)::integer::numeric),
     (2, 'llm_usage: input_tokens', o.input_tokens, h.input_tokens),
     (3, 'llm_usage: output_tokens', o.output_tokens, h.output_tokens),
     (4, 'llm_usage: cost_cents', o.cost_cents, h.cost_cents),
     (5, 'llm_usage: without a cost', (o.cost_cents is null)::integer,
       (h.call_id is not null and h.cost_cents is null)::integer),
     (6, 'llm_usage: cached', coalesce(o.cached, false)::integer, h.cached::integer),
     (7, 'llm_usage: latency_ms', o.latency_ms, h.latency_ms)) as v (n, what, old, new)
   group by v.n, v.what
   order by v.n;

  insert into pg_temp.moving_result (what, before, after, taken_now)
  select f.what, trim_scale(coalesce(f.before, 0)),
         trim_scale(coalesce(f.before, 0) - coalesce(f.was_new, 0) + coalesce(f.found, 0)),
         trim_scale(coalesce(f.found, 0))
    from pg_temp.moving_found as f
   order by f.place;
end
$$;
