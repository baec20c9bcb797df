begin;
select plan(9);
select howdah.set_tenant('acme', 'Asia/Tokyo');
select howdah.act_as('ann', 'acme');
select howdah.set_user('ann', plan => 'free');
select howdah.set_user('bob');
select howdah.set_budget('tenant', 100, 'day');
select howdah.set_budget('user', 10, 'month');
select howdah.set_budget('user', 20, 'month', 'ann');
select howdah.set_budget('plan', 5, 'week', 'free');
select howdah.set_budget('feature', 3, 'total', 'embedding');
select howdah.set_budget('global', 1000, 'day');
create function pg_temp.found(payer text, feature text)
  returns table (scope text, subject text, limit_cents numeric, starts_at timestamptz, ends_at timestamptz)
  language sql as $$
  select b.scope, a.subject, a.limit_cents, a.starts_at, a.ends_at
    from howdah_internal.applicable_budgets('acme', payer, 1, feature, '2026-03-01 16:00Z') as a
    join howdah.budgets as b on b.tenant_id = a.tenant_id and b.id = a.budget_id $$;

select set_eq($$select scope from pg_temp.found('ann', 'embedding')$$, '{tenant,user,plan,feature,global}'::text[],
  'all that a call counts in');
select is((select limit_cents from pg_temp.found('ann', 'chat') where scope = 'user'), 20::numeric,
  'the budget of one user stands in for that of all');
select is((select (subject, limit_cents)::text from pg_temp.found('bob', 'chat') where scope = 'user'),
  '(bob,10.0000000000)', 'the others have the common one, each for himself');
select is((select subject from pg_temp.found('ann', 'chat') where scope = 'plan'), 'ann',
  'a plan''s is each user''s own');
select is_empty($$select from pg_temp.found('bob', 'chat') where scope = 'plan'$$, 'and nobody''s who is not in it');
select is_empty($$select from pg_temp.found(null, 'chat') where scope in ('user', 'plan', 'feature')$$,
  'the tenant itself is no user');
select is((select (starts_at, ends_at) from pg_temp.found('ann', 'chat') where scope = 'tenant'),
  ('2026-03-01 15:00Z'::timestamptz, '2026-03-02 15:00Z'::timestamptz), 'a day ends at midnight of the tenant');
select is((select (starts_at, ends_at) from pg_temp.found('ann', 'chat') where scope = 'global'),
  ('2026-03-01 00:00Z'::timestamptz, '2026-03-02 00:00Z'::timestamptz), 'that of all tenants at midnight UTC');
select is((select ends_at from pg_temp.found('ann', 'embedding') where scope = 'feature'), null, 'a total never ends');
select * from finish();
rollback;
