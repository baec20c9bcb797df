-- database: plain
begin;
select plan(10);

create temp view views as
  select c.oid, c.oid::regclass::text as name, c.reloptions, c.relkind
  from pg_class as c
  where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
    and c.relkind in ('v', 'm');
create temp view policies as
  select p.polrelid::regclass::text || ' ' || p.polname as name, p.polroles, e.expression
  from pg_policy as p
  join pg_class as c
    on c.oid = p.polrelid and c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
  cross join lateral (
    values (pg_get_expr(p.polqual, p.polrelid)), (pg_get_expr(p.polwithcheck, p.polrelid))
  ) as e (expression)
  where e.expression is not null;

select is_empty(
  $$select name from views where obj_description(oid, 'pg_class') is null$$,
  'every view says what it shows'
);
select is_empty(
  $$select name from views
    where relkind = 'v' and not coalesce(reloptions && '{security_invoker=true,security_invoker=on}', false)$$,
  'every view reads with the rights of the person who asks'
);
select is_empty(
  $$select name from views where relkind = 'm'$$,
  'there is no materialized view: it would ignore row level security'
);
create temp view reports as
  select v.oid, v.name, v.name ~ 'cost_by|usage_by_day|top_users|overview' as is_of_money
  from views as v
  where v.name ~ '^howdah\.(cost_by_|usage_by_|latency_by_|unpriced_|top_users|cache_hit|refused_|conversation_ov)';
select is_empty(
  $$select v.name, a.attname from views as v
    join pg_attribute as a on a.attrelid = v.oid and a.attnum > 0
    where v.name !~ '^howdah_internal\.' and col_description(v.oid, a.attnum) is null$$,
  'every column of a view that is read by users says what it holds'
);
select is_empty(
  $$select r.name from reports as r
    where r.is_of_money and 3 != (
      select count(*) from pg_attribute as a
      where a.attrelid = r.oid and a.attname in ('cost_cents', 'unpriced_calls', 'cost_is_complete'))$$,
  'every report of money says whether it is complete'
);
select is_empty(
  $$select r.name from reports as r where pg_get_viewdef(r.oid) !~ 'GROUP BY.*ORDER BY'$$,
  'every report has an order'
);
select isnt_empty('select name from policies', 'there are policies to look at');
-- Called once, not once a row: (select helper()) is 21 ms where the bare call is 570.
select is_empty(
  $$select name, expression from policies
    where regexp_replace(expression, '\( ?SELECT [a-z_.]+\([^()]*\)( AS \w+)?\)', '', 'gi')
      ~* '(current_setting|current_tenant|context_tenant|current_user_id|jwt_claims|is_operator)\('$$,
  'every policy calls its helpers inside (select ...)'
);
select is_empty(
  'select name from policies where polroles = array[0::oid]',
  'every policy names its roles'
);
-- Owners and audiences of embeddings, users of messages, tenants of finished jobs are asked of rows that another key
-- found: a search, a conversation, the last minutes.
select is_empty(
  $$select distinct p.polrelid::regclass, a.attname
    from pg_policy as p
    join pg_class as c
      on c.oid = p.polrelid and c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
    join pg_depend as d on d.classid = 'pg_policy'::regclass and d.objid = p.oid and d.refobjid = p.polrelid
    join pg_attribute as a on a.attrelid = p.polrelid and a.attnum = d.refobjsubid
    where d.refobjsubid > 0
      and not exists (select from pg_index as i where i.indrelid = p.polrelid and a.attnum = any (i.indkey::int2[]))
      and (p.polrelid::regclass::text, a.attname)
        not in (('howdah.embeddings', 'owner_id'), ('howdah.embeddings', 'audience_id'), ('howdah.messages', 'user_id'),
          ('howdah_internal.jobs_done', 'tenant_id'))$$,
  'every column that a policy compares is in an index'
);

select * from finish();
rollback;
