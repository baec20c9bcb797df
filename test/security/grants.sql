begin;
select plan(7);

create function howdah.made_today() returns integer language sql return 1;
select is_empty(
  $$select p.oid::regprocedure from pg_proc as p
    where p.pronamespace = 'howdah'::regnamespace and p.proname != 'made_today'
      and has_function_privilege('public', p.oid, 'execute')$$,
  'PUBLIC may call nothing that is laid'
);

set local role howdah_app;
select throws_ok($$select howdah.set_setting('tenancy', 'single')$$, '42501', null, 'an application changes no settings');
select throws_ok($$select howdah.set_price('a', 'b', now(), '[{"input": 1}]')$$, '42501', null, 'nor prices');
select throws_ok($$insert into howdah.tenants (tenant_id) values ('x')$$, '42501', null, 'and writes no table');

set local role howdah_worker;
select throws_ok($$select howdah.act_as('ann'), howdah.search('x')$$, '42501', null, 'a worker does not search');
set local role howdah_analyst;
select throws_ok($$select howdah.send_message(gen_random_uuid(), 'x')$$, '42501', null, 'an analyst does not chat');
set local role howdah_admin;
select throws_ok($$select content from howdah.messages$$, '42501', null, 'an administrator reads no messages');

select * from finish();
rollback;
