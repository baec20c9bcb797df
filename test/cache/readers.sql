-- An answer from a document of readers is nobody's who may not read it, whatever scope is asked for.
begin;
select plan(9);
select howdah.act_as(null, 'acme');
select howdah.set_group('sales', '{ann,bob}');
select howdah.add_document('Refunds of sales.', 'sales.md', readers => '{sales}');
create temp table c as select id from howdah.chunks;
grant select on c to howdah_app;
create function pg_temp.kept(who text) returns text language plpgsql as $$
begin
  perform howdah.act_as(who, 'acme');
  return (select response from howdah.cache_lookup('{"q": 1}', 'local/local-chat', array(select id from c), 'tenant'));
end $$;
select howdah.act_as('ann', 'acme');
set local role howdah_app;
select ok(howdah.cache_store('{"q": 1}', 'local/local-chat', 'Five days.', array(select id from c), 'tenant'),
  'an answer from what she may read is kept');
select is(pg_temp.kept('ann'), 'Five days.', 'for her');
select is(pg_temp.kept('bob'), null, 'not for another reader, who asks anew');
select is(pg_temp.kept('cid'), null, 'nor for who may not read it');
select ok(not howdah.cache_store('{"q": 1}', 'local/local-chat', 'Ten.', array(select id from c), 'tenant'),
  'from what one may not read nothing is kept');
reset role;
select howdah.act_as(null, 'acme');
select howdah.set_group('sales', '{bob}');
set local role howdah_app;
select is(pg_temp.kept('ann'), null, 'who has left the group does not get it again');
reset role;
select howdah.act_as(null, 'acme');
select howdah.set_group('sales', '{ann,bob}');
set local role howdah_app;
select is(pg_temp.kept('ann'), 'Five days.', 'until she is back');
reset role;
select howdah.act_as(null, 'acme');
select howdah.add_document('Refunds of sales.', 'sales.md', readers => '{user:ann}');
select is((select count(*) from howdah_internal.llm_cache), 0::bigint, 'with other readers it is gone');
set local role howdah_app;
select is(pg_temp.kept('ann'), null, 'for her, too');
select * from finish();
rollback;
