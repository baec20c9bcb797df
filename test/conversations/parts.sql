-- Images and files of messages, from the question to the model.
begin;
select plan(34);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('stub', 'sees', 'chat', input_kinds => '{text,image}'),
       howdah.register_model('stub', 'blind', 'chat', input_kinds => '{text}'),
       howdah.register_model('stub', 'unknown', 'chat');
select howdah.act_as('ann', 'acme');
create temp table c as select howdah.start_conversation(collection => null) as id;
create temp table m (id uuid, job_id bigint, token bigint, step jsonb);
grant all on m, c to public;
create function pg_temp.ask(question text, parts jsonb, model text) returns jsonb language plpgsql as $$
begin
  truncate m;
  insert into m (id) select howdah.send_message(c.id, question, parts => ask.parts, model => ask.model) from c;
  update m set (job_id, token) = (select j.job_id, j.token from howdah.claim_jobs('w', array[model || '/interactive'])
    as j);
  update m set step = howdah.next_step(job_id, token);
  return (select step #> '{request,messages,-1,content}' from m);
end $$;
create function pg_temp.answer(content text) returns void language sql as $$
  select howdah.next_step(job_id, token, howdah_test.outcome(step, content)) from m $$;

select is(pg_temp.ask('What is this?', '[{"type": "image", "url": "https://example.com/a.png", "detail": "low"}]',
  'stub/sees'),
  '[{"type": "text", "text": "What is this?"},
    {"type": "image_url", "image_url": {"url": "https://example.com/a.png", "detail": "low"}}]',
  'an image goes to a model that takes it');
select is((select parts from howdah.messages where id = (select parent_id from howdah.messages join m using (id))),
  '[{"type": "image", "url": "https://example.com/a.png", "detail": "low"}]', 'and is a part of the question');
select ok((select s.input_tokens between 100 and 300 from howdah_internal.message_steps as s
  join m on m.id = s.message_id),
  'a small image is some 85 tokens');
select is((select cache_key from howdah.messages join m using (id)), null,
  'what an address gives may be another image tomorrow: such an answer is not kept for others');
select pg_temp.answer('A cat.');
select is(pg_temp.ask('And this?', '[{"type": "image", "url": "data:image/png;base64,iVBORw0KGgo=", "name": "b.png"}]',
  'stub/sees') -> 1,
  '{"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}', 'data is sent as data');
select is((select (step #> '{request,messages,-3,content,1,image_url,url}') from m), '"https://example.com/a.png"',
  'with the image before, which is history');
select is((select s.request #>> '{messages,-1,content,1,image_url,url}' from howdah_internal.message_steps as s
    join m on m.id = s.message_id),
  'howdah:part/' || (select parent_id from howdah.messages join m using (id)) || '/0/34',
  'what is written down of the request names the message that has it');
select is(howdah.next_step(job_id, token) #>> '{request,messages,-1,content,1,image_url,url}',
  'data:image/png;base64,iVBORw0KGgo=', 'who asks again gets it again') from m;
select is((select step -> 'request' ? 'left_out' from m), false, 'nothing is left out');
select pg_temp.answer('A dog.');
select is((select jsonb_agg(jsonb_array_length(parts)) from howdah.conversation_messages((select id from c))
  where role = 'user'),
  '[1, 1]', 'the messages of a conversation have their parts');
select is(pg_temp.ask('And the file?', '[{"type": "file", "url": "https://example.com/a.pdf", "name": "a.pdf"}]',
  'stub/blind'),
  '"And the file?\n\n[A file, a.pdf, was left out: this model does not take any.]"',
  'a model that reads text alone is told what it does not see');
select is((select step #> '{request,messages,-3,content}' from m),
  '"And this?\n\n[An image, b.png, was left out: this model does not take any.]"', 'in the history too');
select is((select t.request -> 'left_out' from m cross join howdah.message_trace(m.id) as t),
  '["image", "image b.png", "file a.pdf"]', 'and the trace says so');
select is((select step -> 'request' ? 'left_out' from m), false, 'the provider is not sent that');
select pg_temp.answer('I cannot see it.');

-- A fallback that takes less.
select howdah.register_model('stub', 'sees', 'chat', fallback => 'stub/blind');
select pg_temp.ask('Once more?', '[{"type": "image", "url": "https://example.com/a.png"}]', 'stub/sees');
select howdah.next_step(job_id, token, howdah_test.failure(step, 'authentication', status => 401)) from m;
update m set (job_id, token) = (select job_id, token from howdah.claim_jobs('w', '{stub/blind/interactive}'));
update m set step = howdah.next_step(job_id, token);
select is((select step #>> '{request,messages,-1,content}' from m),
  E'Once more?\n\n[An image was left out: this model does not take any.]', 'a fallback is sent what it takes');
select pg_temp.answer('No.');

-- Where nobody has said.
select is(pg_temp.ask('Unknown?', '[{"type": "image", "url": "https://example.com/a.png"}]',
  'stub/unknown') #>> '{1,type}',
  'image_url', 'a model of which nobody has said what it takes is sent all');
update m set step = howdah.next_step(job_id, token, howdah_test.failure(step, 'bad_request', status => 400));
select is((select step #>> '{request,messages,-1,content}' from m),
  E'Unknown?\n\n[An image was left out: this model does not take any.]', 'and text alone once it has refused');
update m set step = howdah.next_step(job_id, token, howdah_test.failure(step, 'bad_request', status => 400));
select is((select (status, error_code)::text from howdah.messages join m using (id)), '(failed,bad_request)',
  'a second refusal was not because of images');
select pg_temp.ask('Known?', '[{"type": "image", "url": "https://example.com/a.png"}]', 'stub/sees');
select howdah.register_model('stub', 'blind', 'chat', alias => 'b');
select is((select step ->> 'call' from m), 'chat', 'so far');
select pg_temp.answer('Known.');

-- Other ways in.
create temp table e as select howdah.edit_message((select parent_id from howdah.messages join m using (id)),
  'Known, really?') as id;
select is((select q.parts #>> '{0,url}' from howdah.messages as q where q.id = (
  select a.parent_id from howdah.messages as a join e using (id))), 'https://example.com/a.png',
  'a question in other words keeps its image');
truncate e;
insert into e select howdah.edit_message((select parent_id from howdah.messages join m using (id)), 'Known?',
  parts => '[]');
select is((select q.parts from howdah.messages as q where q.id = (
  select a.parent_id from howdah.messages as a join e using (id))), null, 'unless it is given others');
select is((select howdah.add_message(c.id, 'user', '',
  parts => '[{"type": "image", "url": "https://example.com/z.png"}]')
  is not null from c), true, 'a message may be an image alone');
select pg_temp.ask('What was that?', null, 'stub/sees') is not null as asked;
select is((select step #> '{request,messages,-1,content}' from m),
  '[{"type": "image_url",
    "image_url": {"url": "https://example.com/z.png"}}, {"type": "text", "text": "What was that?"}]',
  'which the next question of the user follows in one message');
select throws_ok($$select howdah.add_message(id, 'user', 'x',
  parts => '[{"type": "image", "url": "file:///etc/passwd"}]') from c$$,
  '22023', 'part 1 of parts: url is neither http(s) nor data', 'an address of a machine is refused');
select throws_ok($$select howdah.send_message(id, 'x', parts => '[{"type": "tool_call", "id": "1"}]') from c$$,
  '22023', null,
  'a question makes no calls of tools');
select throws_ok($$select howdah.send_message(id, '',
  parts => '[{"type": "image", "url": "https://example.com/z.png"}]') from c$$,
  '22023', null, 'a question has words, for sources are looked for by them');
select throws_ok($$select howdah.edit_message(gen_random_uuid(), 'x', parts => '{}')$$, 'PT404', null,
  'the message comes first');
select throws_ok($$select howdah.register_model('stub', 'odd', 'chat', input_kinds => '{text,smell}')$$, '22023', null,
  'a model takes no smell');
select throws_ok($$select howdah.register_model('stub', 'odd', 'chat', input_kinds => '{image}')$$, '22023', null,
  'and always text');
select howdah.register_model('stub', 'blind', 'chat');
select is((select input_kinds from howdah.models where name = 'blind'), '{text}', 'what is not given is kept');

-- Long.
select howdah.register_model('stub', 'small', 'chat', max_input_tokens => 3000);
select throws_ok($$select howdah.send_message(howdah.start_conversation(collection => null), 'x',
  model => 'stub/small', parts => (
  select jsonb_agg('{"type": "image", "url": "https://example.com/z.png"}'::jsonb) from generate_series(1, 3)))$$,
    '22001', null,
  'more images than fit are refused at once');
select is((select count(*)::int from howdah.messages as q where q.parts is not null and q.tokens_above is null), 0,
  'each counts what stands above it');
select ok((select n.tokens_above - q.tokens_above > 1100 from howdah.messages as q
  join howdah.messages as n on n.parent_id = q.id where q.parts @> '[{"url": "https://example.com/z.png"}]'),
  'images too');

-- Somebody else.
select howdah.act_as('eve', 'acme');
select throws_ok($$select * from howdah.conversation_messages((select id from c))$$, 'PT404', null,
  'nobody else sees them');
select * from finish();
rollback;
