begin;
select plan(8);
select howdah.act_as('ann', 'acme');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
grant select on a to public;
-- As a function that both roles may call does it.
create function pg_temp.traced() returns uuid language plpgsql security definer as $$
begin
  return (select (howdah_internal.traced_message(a.id)).id from a);
end $$;
create function pg_temp.none() returns uuid language sql security definer as $$
  select (howdah_internal.traced_message(null)).id $$;
set local role howdah_app;
select is(pg_temp.traced(), id, 'a user may look into their own') from a;
select throws_ok('select pg_temp.none()', '22004', null, 'a message is required');
select howdah.act_as('eve', 'acme');
select throws_ok('select pg_temp.traced()', 'PT404', null, 'not into those of others');
select howdah.act_as(null, 'acme');
select throws_ok('select pg_temp.traced()', '28000', null, 'nor without a user');
set local role howdah_admin;
select is(pg_temp.traced(), id, 'an administrator may look into all of the tenant') from a;
select throws_ok('select pg_temp.none()', '22004', null, 'and has to name one');
select howdah.act_as(null, 'other');
select throws_ok('select pg_temp.traced()', 'PT404', null, 'not into another tenant''s');
set local role howdah_app;
select throws_ok('select howdah_internal.traced_message(null)', '42501', null, 'an application may not call it');
select * from finish();
rollback;
