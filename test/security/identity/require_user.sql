begin;
select plan(5);

select is(howdah.require_user(), null, 'the owner may act without a user');

set local role howdah_app;
select throws_ok(
  'select howdah.require_user()', '28000', 'no user is set', 'an application login may not'
);
select howdah.act_as('ann') as me;
select is(howdah.require_user(), 'ann', 'with a user it may');
select is((select email from howdah.users), 'ann', 'and the user has a row');

set local role howdah_worker;
select throws_ok(
  'select howdah.require_user()', '42501', null, 'a worker asks for nobody'
);

select * from finish();
rollback;
