begin;
select plan(8);
select howdah.register_model('p', 'm', 'chat');
select howdah.register_model('p', 'short', 'chat', max_output_tokens => 300);
create function pg_temp.answer_limit(params jsonb, model text default 'p/m') returns integer language sql as $$
  select howdah_internal.answer_limit(howdah_internal.find_model(model, null), params) $$;

select is(pg_temp.answer_limit('{}'), 1000, 'who names no limit gets that of the setting');
select howdah.set_setting('estimated_output_tokens', '700');
select is(pg_temp.answer_limit('{"temperature": 0}'), 700, 'as it stands');
select is(pg_temp.answer_limit('{"max_tokens": 50}'), 50, 'a prompt may name one');
select is(pg_temp.answer_limit('{"max_completion_tokens": 60, "max_tokens": 50}'), 60, 'by its newer name');
select is(pg_temp.answer_limit('{"max_tokens": 5000}', 'p/short'), 300, 'no answer is longer than its model gives');
select is(pg_temp.answer_limit('{}', 'p/short'), 300, 'whoever asks');
select is(pg_temp.answer_limit('{"max_tokens": "many"}'), 700, 'what is no number is no limit');
set local role howdah_app;
select throws_ok($$select howdah_internal.answer_limit(1, '{}')$$, '42501', null, 'an application may not');
select * from finish();
rollback;
