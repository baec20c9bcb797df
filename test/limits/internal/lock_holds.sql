begin;
select plan(6);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('p', 'm', 'chat');
select howdah.register_model('p', 'other', 'chat');
select howdah.act_as('ann', 'acme');
select howdah.set_budget('tenant', 100, 'day'), howdah.set_budget('model', 100, 'month', 'p/m'),
  howdah.set_budget('model', 100, 'month', 'p/other'), howdah.set_budget('feature', 100, 'total', 'answer'),
  howdah.set_budget('user', 100, 'day', 'bob');
select howdah.set_rate_limit('user', 2, 'concurrent'), howdah.set_rate_limit('model', 5, 'requests', 'day', 'p/m'),
  howdah.set_rate_limit('model', 5, 'requests', 'day', 'p/other');
create function pg_temp.model(name text) returns integer language sql as $$
  select howdah_internal.find_model(name, null) $$;
create function pg_temp.rows() returns text language sql as $$
  select format('%s | %s',
    (select string_agg(s.subject, ' ' order by s.rate_limit_id) from howdah_internal.rate_state as s),
    (select string_agg(format('%s %s', w.subject, w.starts_at::date), ' ' order by w.budget_id, w.starts_at)
       from howdah_internal.budget_windows as w)) $$;

select howdah_internal.lock_holds('acme', 'ann', pg_temp.model('p/m'), 'answer', null);
select is(pg_temp.rows(), 'ann p/m | acme 2026-03-01 p/m 2026-03-01 answer -infinity',
  'what the admission would touch is there');
select howdah_internal.lock_holds('acme', 'ann', pg_temp.model('p/m'), 'answer', null);
select is(pg_temp.rows(), 'ann p/m | acme 2026-03-01 p/m 2026-03-01 answer -infinity', 'once');
select howdah_internal.lock_holds('acme', 'ann', pg_temp.model('p/m'), 'answer',
  row('acme', null, 'ann', pg_temp.model('p/other'), 'summary', 0, '{}', '{}', false, 'held', 'infinity',
    '2026-02-28 23:59Z', null, null)::howdah_internal.reservations);
select is(pg_temp.rows(),
  'ann p/m | acme 2026-02-28 acme 2026-03-01 p/m 2026-03-01 p/other 2026-02-01 p/other 2026-03-01 answer -infinity',
  'and what settling another call may, in the windows of its time and of now');
create temp table held as
  select h.tenant_id, h.rate_limit_id, 'bob' as subject, h.window_starts_at, h.unit, 1::bigint as cost
    from (select 'acme' as tenant_id, l.id as rate_limit_id, null::timestamptz as window_starts_at, l.unit
            from howdah.rate_limits as l where l.unit = 'concurrent'
          union all select 'acme', 999999, null, 'concurrent') as h;
select howdah_internal.lock_holds('acme', 'ann', pg_temp.model('p/m'), 'answer',
  row('acme', gen_random_uuid(), 'ann', pg_temp.model('p/m'), 'answer', 0,
    array(
      select row('acme', b.id, 'bob', '2026-03-01Z', null, 5, true, 'user', 'day',
        null)::howdah_internal.applicable_budget
        from howdah.budgets as b where b.scope = 'user')
      || row('acme', 999999, 'gone', '2026-03-01Z', null, 5, true, 'user', 'day',
        null)::howdah_internal.applicable_budget,
    array(select row(h.*)::howdah_internal.held_rate from held as h), false, 'held', 'infinity', howdah.clock(), 1, 1
  )::howdah_internal.reservations);
select is((select array_agg(s.subject order by s.subject) from howdah_internal.rate_state as s), '{ann,bob,p/m}',
  'what is held of rates is locked as well; a limit that is gone is none');
select is((select count(*) from howdah_internal.budget_windows as w where w.subject in ('bob', 'gone')), 1::bigint,
  'so is what is held of budgets');
set local role howdah_app;
select throws_ok('select howdah_internal.lock_holds(null, null, null, null, null)', '42501', null,
  'an application may not');
select * from finish();
rollback;
