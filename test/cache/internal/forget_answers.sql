begin;
select plan(4);
create function pg_temp.put(key bytea, tenant text, scope text, expires interval default '1 hour',
  who text default 'ann') returns void language sql as $$
  insert into howdah_internal.llm_cache (tenant_id, key, scope, user_id, model_id, response, cost_cents, expires_at)
  select tenant, put.key, put.scope, who, m.id, tenant || ' says', 0.5, howdah.clock() + expires
    from howdah.models as m where m.name = 'local-chat'
$$;

create temp table d as select gen_random_uuid() as id;
select pg_temp.put('\x01', 'acme', 'user'), pg_temp.put('\x02', 'acme', 'user'), pg_temp.put('\x01', 'beta', 'user');
insert into howdah_internal.llm_cache_sources (tenant_id, key, document_id) select t, '\x01', id
  from d, unnest('{acme,beta}'::text[]) as t;
select howdah_internal.forget_answers('acme', id) from d;
select results_eq('select tenant_id, key from howdah_internal.llm_cache order by 1',
  $$values ('acme', '\x02'::bytea), ('beta', '\x01')$$, 'what used the document goes, the rest stays');
select is((select count(*) from howdah_internal.llm_cache_sources), 1::bigint, 'with what it used');
select lives_ok($$select howdah_internal.forget_answers('acme', gen_random_uuid())$$,
  'a document that nothing used is no error');
set local role howdah_app;
select throws_ok($$select howdah_internal.forget_answers('acme', null)$$, '42501', null, 'an application may not');
select * from finish();
rollback;
