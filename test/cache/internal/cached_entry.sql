begin;
select plan(5);
create function pg_temp.put(key bytea, tenant text, scope text, expires interval default '1 hour',
  who text default 'ann') returns void language sql as $$
  insert into howdah_internal.llm_cache (tenant_id, key, scope, user_id, model_id, response, cost_cents, expires_at)
  select tenant, put.key, put.scope, who, m.id, tenant || ' says', 0.5, howdah.clock() + expires
    from howdah.models as m where m.name = 'local-chat'
$$;

select pg_temp.put('\x01', 'acme', 'user'), pg_temp.put('\x02', 'acme', 'user', '-1 second'),
  pg_temp.put('\x03', 'beta', 'tenant');
select is((howdah_internal.cached_entry('acme', '\x01')).response, 'acme says', 'the entry of a key is found');
select is((howdah_internal.cached_entry('acme', '\x02')).response, null, 'not one that has expired');
select is((howdah_internal.cached_entry('acme', '\x03')).response, null, 'nor another tenant''s');
select is((howdah_internal.cached_entry('acme', '\x05')).response, null, 'nor one that is not there');
set local role howdah_app;
select throws_ok($$select howdah_internal.cached_entry('acme', '\x01')$$, '42501', null, 'an application may not look');
select * from finish();
rollback;
