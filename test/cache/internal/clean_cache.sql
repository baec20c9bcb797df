begin;
select plan(3);
insert into howdah_internal.llm_cache (key, scope, model_id, response, expires_at)
select sha256(n::text::bytea), 'tenant', (select min(id) from howdah.models), 'x', howdah.now() + n * interval '1 hour'
  from generate_series(-1200, 2) as n;
select is(howdah_internal.clean_cache(), 1201::bigint, 'what has expired goes');
select is((select count(*) from howdah_internal.llm_cache), 2::bigint, 'the rest stays');
set local role howdah_app;
select throws_ok('select howdah_internal.clean_cache()', '42501', null, 'an application may not');
select * from finish();
rollback;
