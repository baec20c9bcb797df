begin;
select plan(3);
select howdah.act_as('ann', 'acme');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
create temp table b as select howdah.send_message(howdah.start_conversation(collection => null), 'How short?') as id;
create function pg_temp.text() returns text language sql as $$
  select howdah_internal.text_so_far(m) from howdah.messages as m join a using (id) $$;
select is(pg_temp.text(), '', 'of what has not begun there is no text');
insert into howdah_internal.message_deltas (tenant_id, message_id, from_char, content)
select 'acme', id, 5, 'days' from a union all select 'acme', id, 0, 'Five ' from a union all
select 'acme', id, 9, ' or so' from a union all select 'acme', id, 0, 'Short.' from b;
select is(pg_temp.text(), 'Five days or so', 'the parts, in the order of their places');
set local role howdah_app;
select throws_ok('select howdah_internal.text_so_far(null)', '42501', null, 'an application may not');
select * from finish();
rollback;
