begin;
select plan(17);
select howdah.act_as('ann', 'acme');
select howdah.activate_prompt('greet', howdah.create_prompt_version('greet', 'Be kind to {{ name }}.'));
create temp table c as select howdah.start_conversation(prompt => 'greet', collection => null,
  variables => '{"name": "Ann"}') as id;
create temp table a as select howdah.send_message(id, 'How long?', variables => '{"mood": "good"}') as id from c;
select howdah.activate_prompt('greet', howdah.create_prompt_version('greet', 'Be brief.'));
grant select on a, c to public;
set local role howdah_app;
create temp table b as select howdah.regenerate(id, 'again') as id from a;
reset role;
select isnt(a.id, b.id, 'another answer is made') from a, b;
select is((select (m.parent_id, m.seq, m.status, m.variables)::text from howdah.messages as m join b using (id)),
  (select (m.parent_id, 3, 'pending', '{"mood": "good"}'::jsonb)::text from howdah.messages as m join a using (id)),
  'beside the first one, after it, with the question''s variables');
select is((select v.version from howdah.messages as m join b using (id) join howdah.prompt_versions as v
  on v.id = m.prompt_version_id), 2,
  'by the prompt version that is active now');
select is((select head_message_id from howdah.conversations), (select id from b), 'the conversation shows it');
select is((select count(*) from howdah.messages), 3::bigint, 'nothing is deleted');
select is((select count(*) from howdah_internal.jobs), 2::bigint, 'and a job writes it');
select is(howdah.regenerate(a.id, 'again'), b.id, 'the same request_key gives the same answer') from a, b;
select throws_ok($$select howdah.send_message(id, 'x', 'again') from c$$, 'PT409', null,
  'a question may not use the key of an answer');
select throws_ok($$select howdah.send_message(id, 'x', 'q') from c; select howdah.regenerate(id, 'q') from a$$,
  'PT409', null,
  'nor an answer that of a question');
create temp table of_question as select howdah.regenerate(parent_id) as id from howdah.messages join a using (id);
select is((select parent_id from howdah.messages join of_question using (id)),
  (select parent_id from howdah.messages join a using (id)), 'a question is answered once more');
select throws_ok($$select howdah.regenerate(howdah.add_message(id, 'system', 'Be brief.')) from c$$, 'PT409', null,
  'what answers no question is refused');
select throws_ok('select howdah.regenerate(null)', '22004', null, 'a missing message is refused');
select throws_ok($$select howdah.regenerate(id, run_by => 'nobody') from a$$, '22023', null,
  'an unknown runner is refused');
select throws_ok('select howdah.regenerate(gen_random_uuid())', 'PT404', null, 'an unknown message is refused');
set local role howdah_app;
select howdah.act_as('eve', 'acme');
select throws_ok('select howdah.regenerate(id) from a', 'PT404', null, 'another user does not find it');
select howdah.act_as(null, 'acme');
select throws_ok('select howdah.regenerate(id) from a', '28000', null, 'the application needs a user');
set local role howdah_worker;
select throws_ok('select howdah.regenerate(null)', '42501', null, 'a worker may not');
select * from finish();
rollback;
