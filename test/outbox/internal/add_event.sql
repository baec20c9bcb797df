begin;
select plan(12);
select howdah_test.set_time('2026-03-01 12:00Z');
select isnt(howdah_internal.add_event('budget_alert', 'budget 1', '{"spent_cents": 8}', 'eight cents are spent'), null,
  'an event has an id');
select is((select (tenant_id, kind, subject, text, payload, user_id, attempts, created_at)::text from howdah.outbox),
  '(default,budget_alert,"budget 1","eight cents are spent","{""spent_cents"": 8}",,0,"2026-03-01 12:00:00+00")',
  'it waits as it was written, for the tenant of the context');
select howdah_internal.add_event('job_dead', 'job 7', '{}', null, '*', 'ann');
select is((select (tenant_id, text, user_id)::text from howdah.outbox where kind = 'job_dead'),
  '(*,"job dead: job 7",ann)',
  'without a text it has one all the same');
select howdah_internal.add_event('drift', 's', '{}', repeat('x', 2000) );
select is((select length(text) from howdah.outbox where kind = 'drift'), 1000, 'a text is cut at a thousand letters');
select howdah_internal.add_event('incident', 's', '{}', 'budget of <!channel>');
select is((select text from howdah.outbox where kind = 'incident'), 'budget of ‹!channel›',
  'a name calls nobody in a chat');
select throws_ok($$select howdah_internal.add_event('Two words', 's', '{}')$$, '23514', null, 'a kind is one word');
select throws_ok($$select howdah_internal.add_event('incident', 's', '[1]')$$, '23514', null,
  'a payload is an object');
select howdah.act_as('ann', 'acme');
select howdah_internal.add_event('incident', 'of acme', '{}');
select howdah.set_setting('outbox_days', '0');
select is(howdah_internal.add_event('incident', 'none', '{}'), null, 'where nobody wants them none is written');
set local role howdah_admin;
select results_eq('select subject from howdah.outbox order by seq', array['job 7', 'of acme'],
  'the administrator reads those of the tenant and of all together');
select throws_ok('delete from howdah.outbox', '42501', null, 'and writes none');
set local role howdah_app;
select throws_ok('select * from howdah.outbox', '42501', null, 'an application reads none');
select throws_ok($$select howdah_internal.add_event('incident', 's', '{}')$$, '42501', null, 'and adds none');
select * from finish();
rollback;
