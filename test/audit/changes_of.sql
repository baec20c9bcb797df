begin;
select plan(21);
select howdah_test.set_time('2026-03-01 12:00Z');
create function pg_temp.changes(named text, of_kind text default null)
  returns table (operation text, who text, before jsonb, after jsonb) language sql as $$
    select c.operation, c.user_id, c.before - 'id', c.after - 'id' from howdah.changes_of(named, of_kind) as c
     order by c.changed_at, c.operation desc
$$;
create function pg_temp.at(at timestamptz) returns void security definer language sql as $$
  select howdah_test.set_time(at)
$$;
select howdah.act_as('boss', 'acme');
set local role howdah_admin;

select howdah.set_budget('tenant', 5000, 'month');
select howdah.set_budget('tenant', 5000, 'month');
select pg_temp.at('2026-03-01 12:01Z');
select howdah.set_budget('tenant', 9000, 'month');
select results_eq(
  $$select operation, who, before ->> 'limit_cents', after ->> 'limit_cents' from pg_temp.changes('tenant month')$$,
  $$values ('made', 'boss', null, '5000.0000000000'), ('changed', 'boss', '5000.0000000000', '9000.0000000000')$$,
  'a budget: who, before and after; the same value again is no change'
);
select is((select string_agg(distinct login, ',') from howdah.changes_of('tenant month')), session_user::text,
  'and the login');
select howdah.set_rate_limit('user', 20, scope_id => 'ann');
select results_eq(
  $$select operation, who, after ->> 'limit_value' from pg_temp.changes('user ann requests minute', 'rate limit')$$,
  $$values ('made', 'boss', '20')$$, 'a rate limit'
);
select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 15, "output": 60}]');
select results_eq(
  $$select operation, (after ->> 'input_cents_per_mtok')::numeric, after ->> 'effective_from'
      from pg_temp.changes('p/m')$$,
  $$values ('made', 15::numeric, '2026-01-01T00:00:00+00:00')$$, 'a price'
);
select howdah.set_setting('cache_hours', '48');
select howdah.set_setting('cache_hours', '48');
select results_eq(
  $$select operation, who, before, after from pg_temp.changes('cache_hours')$$,
  $$values ('changed', 'boss', '{"name": "cache_hours", "value": "24"}'::jsonb,
      '{"name": "cache_hours", "value": "48"}'::jsonb)$$, 'a setting'
);
select howdah.set_schedule('cache-cleanup', '5 * * * *');
select results_eq(
  $$select before ->> 'schedule', after ->> 'schedule' from pg_temp.changes('cache-cleanup', 'schedule')$$,
  $$values ('0 * * * *', '5 * * * *')$$, 'a schedule'
);
select howdah.create_prompt_version('tone', 'Be kind.');
select howdah.create_prompt_version('tone', 'Be brief.');
select howdah.activate_prompt('tone', 1);
select pg_temp.at('2026-03-01 12:02Z');
select howdah.activate_prompt('tone', 2);
select results_eq(
  $$select operation, before ->> 'version', after ->> 'version' from pg_temp.changes('tone production')$$,
  $$values ('made', null, '1'), ('changed', '1', '2')$$, 'a label of a prompt'
);
select is((select count(*) from pg_temp.changes('tone 2', 'prompt version')), 1::bigint, 'a version of a prompt');
select howdah.stop_calls();
select howdah.stop_calls();
select pg_temp.at('2026-03-01 12:03Z');
select howdah.resume_calls();
select results_eq(
  $$select operation, who from pg_temp.changes('llm_calls')$$, $$values ('made', 'boss'), ('deleted', 'boss')$$,
  'the kill switch'
);
select howdah.set_tenant('acme', 'Europe/Berlin');
select results_eq(
  $$select before ->> 'time_zone', after ->> 'time_zone' from pg_temp.changes('acme', 'tenant')
     where operation = 'changed'$$, $$values ('UTC', 'Europe/Berlin')$$, 'a tenant'
);
select howdah.set_user('ann', 'ann@example.org', plan => 'pro');
select howdah.set_user('ann', 'other@example.org');
select howdah.set_user('cat');
select results_eq(
  $$select c.object, c.operation, c.after from howdah.changes_of(kind => 'user') as c$$,
  $$values ('ann', 'made', '{"id": "ann", "plan": "pro"}'::jsonb)$$, 'the plan of a user, no e-mail'
);
select howdah.register_model('p', 'm', 'chat', max_output_tokens => 500);
select is((select after ->> 'max_output_tokens' from pg_temp.changes('p/m', 'model')
  where operation = 'changed'), '500', 'a model');
select howdah.set_lane('reports', max_running => 3);
select howdah.set_lane('reports', requests_per_minute => 60);
select results_eq(
  $$select before ->> 'requests_per_minute', after ->> 'requests_per_minute' from pg_temp.changes('reports', 'lane')
     where before ->> 'max_running' = '3'$$, $$values (null, '60')$$, 'the limits of a lane'
);
reset role;

select howdah.act_as('ann', 'acme');
select set_config('t.document', howdah.add_document('Zebra text.', 'zebra.md', private => false)::text, true);
select howdah.add_document('Zebra text.', 'zebra.md', private => false);
select pg_temp.at('2026-03-01 12:04Z');
select howdah.add_document('Zebra, more text.', 'zebra.md', private => false);
select pg_temp.at('2026-03-01 12:05Z');
select howdah.delete_document(current_setting('t.document')::uuid);
select results_eq(
  $$select operation, who, before ->> 'version', after ->> 'version' from pg_temp.changes('zebra.md')$$,
  $$values ('made', 'ann', null, '1'), ('changed', 'ann', '1', '2'), ('deleted', 'ann', '2', null)$$, 'a document'
);
select is((select count(*) from howdah.changes_of(current_setting('t.document'))), 3::bigint, 'also by its id');
select is((select count(*) from howdah.change_log as c where c::text like '%Zebra%'), 0::bigint,
  'nothing of what it says');
select is(
  (select count(*) from howdah.changes_of('zebra.md', since => '2026-03-01 12:04Z', until => '2026-03-01 12:05Z')),
  1::bigint, 'of a time');

-- What a row is changed to without a function is a change too; what does not matter is none.
update howdah.settings set value = '72', updated_at = now() where name = 'cache_hours';
update howdah.schedules set next_run_at = next_run_at + interval '1 hour';
select is((select count(*) from howdah.changes_of('cache_hours')), 2::bigint, 'who writes the table is noted as well');
select is((select count(*) from howdah.changes_of('cache-cleanup')), 1::bigint, 'when a schedule runs is no change');

set local role howdah_admin;
select howdah.act_as(null, 'beta');
select results_eq(
  $$select distinct tenant_id from howdah.change_log$$, $$values ('*')$$, 'another tenant sees what all share, alone');
select is(
  (select count(*) from howdah.changes_of() where user_id is not null), 0::bigint, 'and no names of others');
select * from finish();
rollback;
