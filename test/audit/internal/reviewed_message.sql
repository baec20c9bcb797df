begin;
select plan(13);
select howdah.act_as('ann', 'acme');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
grant select on a to public;
-- As a function that all of these roles may call does it.
create function pg_temp.looked() returns uuid language plpgsql security definer as $$
begin
  return (select (howdah_internal.reviewed_message(a.id)).id from a);
end $$;
create function pg_temp.none() returns uuid language sql security definer as $$
  select (howdah_internal.reviewed_message(null)).id $$;
create function pg_temp.rows() returns bigint language sql security definer as $$
  select count(*) from howdah.access_log as l, a where l.function = 'review' and l.message_id = a.id $$;
set local role howdah_app;
select is(pg_temp.looked(), id, 'a user may look into their own') from a;
select throws_ok('select pg_temp.none()', '22004', null, 'a message is required');
select howdah.act_as('eve', 'acme');
select throws_ok('select pg_temp.looked()', 'PT404', null, 'not into those of others');
select howdah.act_as(null, 'acme');
select throws_ok('select pg_temp.looked()', '28000', null, 'nor without a user');
select is(pg_temp.rows(), 0::bigint, 'what one sees of one''s own is not noted');
set local role howdah_admin;
select is(pg_temp.looked(), id, 'an administrator may look into all of the tenant') from a;
select throws_ok('select pg_temp.none()', '22004', null, 'and has to name one');
set local role howdah_reviewer;
select throws_ok('select pg_temp.looked()', '28000', null, 'a reviewer says who looks');
select howdah.act_as('rev', 'acme');
select is(pg_temp.looked(), id, 'and looks into all of the tenant') from a;
select is(pg_temp.rows(), 2::bigint, 'each look of these is noted');
select howdah.act_as('rev', 'other');
select throws_ok('select pg_temp.looked()', 'PT404', null, 'not into another tenant''s');
set local role howdah_admin;
select throws_ok('select pg_temp.looked()', 'PT404', null, 'neither of them');
set local role howdah_app;
select throws_ok('select howdah_internal.reviewed_message(null)', '42501', null, 'an application may not call it');
select * from finish();
rollback;
