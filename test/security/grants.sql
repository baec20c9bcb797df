begin;
select plan(7);

select is_empty(
  $$select g.rolname, p.oid::regprocedure
    from pg_proc as p
    cross join pg_roles as g
    where p.pronamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
      and p.proname in ('write_usage', 'call_cost', 'let_read', 'ensure_default_prompt')
      and g.rolname in ('howdah_app', 'howdah_worker', 'howdah_analyst', 'howdah_admin', 'howdah_reviewer')
      and has_function_privilege(g.oid, p.oid, 'execute')$$,
  'what other functions call inside is nobody''s to call'
);
set local role howdah_app;
select throws_ok(
  $$select howdah.set_setting('tenancy', 'single')$$, '42501', null,
  'an application changes no settings'
);
select throws_ok(
  $$select howdah.set_price('a', 'b', now(), '[{"input": 1}]')$$, '42501', null, 'nor prices'
);
select throws_ok(
  $$insert into howdah.tenants (tenant_id) values ('x')$$, '42501', null, 'and writes no table'
);

set local role howdah_worker;
select throws_ok(
  $$select howdah.act_as('ann'), howdah.search('x')$$, '42501', null, 'a worker does not search'
);
set local role howdah_analyst;
select throws_ok(
  $$select howdah.send_message(gen_random_uuid(), 'x')$$, '42501', null, 'an analyst does not chat'
);
set local role howdah_admin;
select throws_ok(
  $$select content from howdah.messages$$, '42501', null, 'an administrator reads no messages'
);

select * from finish();
rollback;
