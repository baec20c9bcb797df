begin;
select plan(10);
select howdah.act_as('ann', 'acme');
select howdah.register_model('acme', m, 'chat') from unnest('{dear,cheap,odd,rare,image}'::text[]) as m;
create temp table c as select howdah.start_conversation(collection => null) as id;
create function pg_temp.calls(model text, ratio numeric, count integer default 25, at interval default '1 hour')
returns void language plpgsql as $$
declare
  v_model howdah.models := (select m from howdah.models as m where m.name = calls.model);
  v_id uuid;
begin
  for v_n in 1 .. calls.count loop
    v_id := gen_random_uuid();
    insert into howdah.messages (tenant_id, id, conversation_id, seq, role)
    select 'acme', v_id, c.id, coalesce((select max(m.seq) from howdah.messages as m), 0) + 1, 'assistant' from c;
    insert into howdah_internal.message_steps (
      tenant_id, message_id, seq, kind, call, model_id, request, input_tokens, status, started_at)
    values ('acme', v_id, 1, 'answer', 'chat', v_model.id, '{}', 1000, 'done', howdah.clock() - calls.at);
    perform howdah_internal.write_usage('acme', 'ann', v_id, 1, howdah.clock() - calls.at, v_model.id,
      jsonb_build_object('usage', jsonb_build_object('completion_tokens', 1, 'prompt_tokens',
        (1000 * case when v_n % 10 = 0 then 50 else calls.ratio end)::integer)));
  end loop;
end
$$;
create function pg_temp.ratio(model text) returns numeric language sql as $$
  select token_ratio from howdah.models where name = model
$$;
select howdah_test.set_time('2026-03-02 12:00Z');
select pg_temp.calls('dear', 1.3), pg_temp.calls('cheap', 0.7), pg_temp.calls('odd', 30), pg_temp.calls('rare', 1.5, 5),
       pg_temp.calls('image', 1.5, 25, '2 days');
select is(howdah_internal.learn_token_ratios(), 3, 'models with calls enough learn');
select is(pg_temp.ratio('dear'), 1.10, 'a third of the way, and one in ten that is far off does not matter');
select is(pg_temp.ratio('cheap'), 0.90, 'downwards too');
select is(pg_temp.ratio('odd'), 2::numeric, 'no more than twice');
select is(pg_temp.ratio('rare'), 1::numeric, 'a few calls are no lesson');
select is(pg_temp.ratio('image'), 1::numeric, 'nor are old ones');
delete from howdah.llm_usage;
delete from howdah_internal.message_steps;
select pg_temp.calls('dear', 1.01);
select is(howdah_internal.learn_token_ratios(), 0, 'what is near enough stays');
select is(
  (select count(*) from howdah.schedules where function = 'learn_token_ratios'), 1::bigint, 'a schedule runs it');
select lives_ok($$select howdah_internal.run_task('learn_token_ratios')$$, 'by its name');
set local role howdah_app;
select throws_ok('select howdah_internal.learn_token_ratios()', '42501', null, 'applications may not');
select * from finish();
rollback;
