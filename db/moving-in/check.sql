-- Everything that cannot be taken over, said at once, before anything is written.
do $$
declare
  v_problems text;
begin
  with found as (
    select 'users' as name, u.id::text as key, 'no id, or one over 200 characters' as problem
      from pg_temp.moving_users as u where u.id is null or length(u.id) not between 1 and 200
    union all
    select 'documents', d.id::text, case
        when d.id is null then 'no id'
        when length(d.content) > 100000 then 'content over 100,000 characters: split it'
        else 'source over 2,000 characters' end
      from pg_temp.moving_documents as d
     where d.is_new and (d.id is null or length(d.content) > 100000 or length(d.source) > 2000)
    union all
    select 'documents', min(d.id)::text, format('more than 10,000 rows of the source %s', left(d.source, 50))
      from pg_temp.moving_documents as d
     where d.source != '' group by d.source, d.embedding_model having count(*) > 10000
    union all
    select 'prompt_versions', p.id::text, 'no id, no name, or a name over 200 characters'
      from pg_temp.moving_prompts as p where p.id is null or coalesce(length(p.name), 0) not between 1 and 200
    union all
    select 'conversations', c.user_id, 'no id'
      from pg_temp.moving_conversations as c where c.id is null
    union all
    select 'messages', m.id::text, case when m.id is null then 'no id'
        when m.role is null or m.role not in ('system', 'developer', 'user', 'assistant', 'tool')
          then 'role is not system, developer, user, assistant or tool'
        else 'tokens_used or latency_ms below zero' end
      from pg_temp.moving_messages as m
     where m.is_new and (m.id is null or m.role is null or least(m.tokens_used, m.latency_ms) < 0
        or m.role not in ('system', 'developer', 'user', 'assistant', 'tool'))
    union all
    select 'llm_usage', u.id::text, case when u.id is null then 'no id'
        when u.created_at is null or not isfinite(u.created_at) then 'no created_at: which month is it of?'
        else 'tokens, cost_cents or latency_ms below zero, or no number' end
      from pg_temp.moving_usage as u
     where u.is_new and (u.id is null or u.created_at is null or not isfinite(u.created_at)
        or least(u.input_tokens, u.output_tokens, u.latency_ms, u.cost_cents) < 0 or u.cost_cents >= 'Infinity'
        or u.cost_cents != round(u.cost_cents, 10))
  ), numbered as (
    select f.*, count(*) over (partition by f.name, f.problem) as total,
           row_number() over (partition by f.name, f.problem order by f.key) as n
      from found as f
  )
  select string_agg(l.line, E'\n') into v_problems
    from (
      select format('%s: %s (%s rows, such as id %s)', d.name, d.problem, max(d.total),
               string_agg(coalesce(d.key, 'null'), ', ' order by d.key)) as line
        from numbered as d
       where d.n <= 5
       group by d.name, d.problem
    ) as l;
  if v_problems is not null then
    raise exception E'some rows cannot be taken over\n%', v_problems
      using errcode = 'PT409', hint = 'Nothing was taken over. Mend or delete these rows and run this again.';
  end if;
end
$$;
-- What has no date is as old as what it belongs to.
update pg_temp.moving_conversations as c set created_at = coalesce(c.created_at, c.updated_at, howdah.now())
 where c.created_at is null;
update pg_temp.moving_conversations as c set updated_at = c.created_at where c.updated_at is null;
