begin;
select plan(7);
create function pg_temp.key(tenant text, who text, scope text, model integer default 1, version bigint default 1,
  request jsonb default '{"a": 1, "b": 2}', sources jsonb default '[]')
returns bytea language sql return howdah_internal.cache_key(tenant, who, scope, model, version, request, sources);
select is(pg_temp.key('t', 'ann', 'user', request => '{"b": 2, "a": 1}'), pg_temp.key('t', 'ann', 'user'),
  'the order of keys is no difference');
select is((
  select count(distinct k) from unnest(array[
    pg_temp.key('t', 'ann', 'user'), pg_temp.key('t', 'bob', 'user'), pg_temp.key('t', null, 'user'),
    pg_temp.key('u', 'ann', 'user'), pg_temp.key('t', 'ann', 'tenant')
  ]) as k), 5::bigint, 'users, tenants and scopes are');
select is((
  select count(distinct k) from unnest(array[
    pg_temp.key('t', 'ann', 'user'), pg_temp.key('t', 'ann', 'user', 2), pg_temp.key('t', 'ann', 'user', 1, 2),
    pg_temp.key('t', 'ann', 'user', request => '{"a": 1}'), pg_temp.key('t', 'ann', 'user', sources => '[[1, "ab"]]')
  ]) as k), 5::bigint,
  'so are model, prompt version, request and sources');
select is(pg_temp.key('t', 'ann', 'tenant'), pg_temp.key('t', 'bob', 'tenant'),
  'users of a tenant share where that is the scope');
select isnt(pg_temp.key('t', 'ann', 'tenant'), pg_temp.key('u', 'ann', 'tenant'), 'tenants do not');
select is(length(pg_temp.key('t', 'ann', 'user')), 32, 'it is a SHA-256');
set local role howdah_app;
select throws_ok($$select howdah_internal.cache_key('t', 'ann', 'user', 1, 1, '{}', '[]')$$, '42501', null,
  'an application may not ask for keys');
select * from finish();
rollback;
