begin;
select plan(19);
select howdah.act_as(null, 'acme');
select howdah.set_user('ann'), howdah.set_user('bob');
set local role howdah_admin;
select is(howdah.set_group('sales', '{ann,bob,ann}'), 2, 'a group is made of its members, each once');
select is(howdah.set_group('sales', '{ann,bob}'), 2, 'the same again changes nothing');
select results_eq($$select group_name, user_id from howdah.group_members order by 2$$,
  $$values ('sales', 'ann'), ('sales', 'bob')$$, 'an administrator sees who is in it');
select is(howdah.set_group('sales', '{bob}'), 1, 'another list replaces the first');
select is((select array_agg(user_id) from howdah.group_members), '{bob}', 'who is not named is not in it any more');
select is(howdah.set_group('sales', '{zoe}'), 1, 'who has not acted yet may be a member');
select is(howdah.set_group('sales', '{}'), 0, 'an empty list empties it');
select results_eq('select name from howdah.groups', array['sales'], 'and it stays a group');
select throws_ok($$select howdah.set_group('sales', null)$$, '22004', 'members is null', 'null is no list');
select throws_ok($$select howdah.set_group(null, '{}')$$, '22004', 'name is null', 'a name is required');
select throws_ok($$select howdah.set_group('', '{}')$$, '22023', 'name is empty', 'an empty one is refused');
select throws_ok($$select howdah.set_group('sales', '{ann,NULL}')$$, '22004', 'a member is null', 'so is no member');
select throws_ok($$select howdah.set_group('sales', array[repeat('x', 201)])$$, '22001', null, 'or a too long one');
select throws_ok($$select howdah.set_group('crowd', array(select 'u' || n from generate_series(1, 2001) as n))$$,
  '22001', 'members has more than 2,000 who come or go', 'a crowd comes in steps');
select is(howdah.set_group('crowd', array(select 'u' || n from generate_series(1, 2000) as n)), 2000, 'of 2,000');
select howdah.set_group('sales', '{bob}');
reset role;
select set_eq($$select kind, operation, object, before ->> 'user_id' as before, after ->> 'user_id' as after
  from howdah.change_log
    where kind like 'group%'
      and ('zoe' in (before ->> 'user_id', after ->> 'user_id') or kind = 'group' and object = 'sales')$$,
  $$values ('group', 'made', 'sales', null, null), ('group member', 'made', 'sales', null, 'zoe'),
    ('group member', 'deleted', 'sales', 'zoe', null)$$, 'the change log has who came and went');
set local role howdah_app;
select throws_ok($$select howdah.set_group('sales', '{ann}')$$, '42501', null, 'an application may not');
select howdah.act_as('bob', 'acme');
select results_eq('select group_name from howdah.group_members', array['sales'], 'a user sees the own groups');
select howdah.act_as('ann', 'acme');
select is_empty('select from howdah.group_members', 'and nobody else in any');
select * from finish();
rollback;
