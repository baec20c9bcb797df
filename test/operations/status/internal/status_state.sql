begin;
select plan(5);
create function pg_temp.state(budgets jsonb, findings jsonb, ready integer default 0) returns text language sql as $$
  select (s ->> 'state') || ': ' || (s ->> 'summary')
    from howdah_internal.status_state(jsonb_build_object(
      'budgets', budgets, 'findings', findings, 'lanes', jsonb_build_array(jsonb_build_object(
        'ready', ready, 'running', 0, 'eta_seconds', null)))) as s $$;
select is(pg_temp.state('[]', '[]'), 'idle: nothing waits', 'nothing to say');
select is(pg_temp.state('[{"is_exhausted": true, "scope": "user", "subject": "bud", "period": "day",
    "limit_cents": 10.0, "spent_cents": 10.125}]', '[]'), 'over budget: 10.13 of 10 cents spent in the day of user bud',
  'a budget is used up: whose it is');
select is(pg_temp.state('[{"is_exhausted": true, "scope": "user", "subject": "bud", "period": "day"}]',
    '[{"severity": "error", "code": "provider_unserved", "subject": "lane maker/e/bulk", "finding": "no key"}]', 3),
  'stuck: lane maker/e/bulk: no key; 3 jobs wait', 'what waits for a key is not over budget');
select is(pg_temp.state('[]', '[{"severity": "error", "code": "no_worker", "subject": "worker", "finding": "none"},
    {"severity": "error", "code": "budget_exhausted", "subject": "tenant acme", "finding": "spent"}]', 3),
  'over budget: tenant acme: spent; 3 jobs wait', 'over budget names the budget');
set local role howdah_app;
select throws_ok($$select howdah_internal.status_state('{}')$$, '42501', null, 'not for applications');
select * from finish();
rollback;
