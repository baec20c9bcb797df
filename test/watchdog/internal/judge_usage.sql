begin;
select plan(19);
-- Five weeks of four users who ask from ten to one, about a hundred calls an hour each, a tenth more or less.
select howdah_test.set_time('2026-05-04 10:06Z');
create temp table usual as
select d.day + h.hour * interval '1 hour' as hour, u.name as user_id,
       100 + 10 * sin(extract(epoch from d.day) * 7 + h.hour * 3 + length(u.name) * ascii(u.name)) as calls
  from generate_series('2026-03-30 00:00Z'::timestamptz, '2026-05-04 00:00Z', interval '1 day') as d (day)
 cross join generate_series(10, 13) as h (hour)
 cross join unnest(array['ann', 'bob', 'cid', 'dan']) as u (name);
insert into howdah_internal.usage_hourly_users (hour, user_id, provider, model, kind, feature, prompt, prompt_version,
  call_count, failed_count, cost_cents, timed_count, latency_ms, answer_count, answer_tokens, refused_count,
  given_count)
select hour, user_id, 'p', 'm', 'chat', 'chat', 'support', 1, calls, calls * 0.02, calls * 0.2, calls * 0.98,
       calls * 0.98 * (900 + calls), calls * 0.6, calls * 0.6 * (150 + calls / 2), calls * 0.01, calls * 0.4
  from usual;
update howdah_internal.usage_rollups set done_until = '2026-05-04 14:00Z';
-- What is found in the hour from ten on where usage was changed, and nothing is kept of it.
create function pg_temp.judged(change text, at timestamptz default '2026-05-04 10:00Z') returns text
  language plpgsql as $$
declare
  v_found text;
begin
  begin
    execute 'update howdah_internal.usage_hourly_users set ' || replace(change, '@now', $s$hour >= '2026-05-04Z'$s$);
    perform howdah_test.set_time(at + interval '66 minutes');
    perform howdah_internal.judge_usage('hour', at);
    v_found := (select string_agg(format('%s of %s%s', i.metric, i.subject, case i.severity when 'error' then '!' end),
      '; ' order by i.id) from howdah.incidents as i);
    raise exception 'undone';
  exception when raise_exception then
    return coalesce(v_found, 'nothing');
  end;
end $$;
select is(pg_temp.judged('call_count = call_count where @now'), 'nothing', 'nothing is odd in what is usual');
select is(pg_temp.judged(
  'cost_cents = cost_cents * 1.9, call_count = call_count * 1.9 where @now and user_id = ''bob'''),
  'cost of user bob, feature chat, prompt support v1', 'one user, told once, where it is narrowest');
select is(pg_temp.judged('cost_cents = cost_cents * 1.3 where @now and user_id = ''bob'''), 'nothing',
  'a third more is nothing');
select is(pg_temp.judged('cost_cents = cost_cents * 2 where @now'), 'cost of prompt support v1',
  'where all rise alike it is told of all');
select is(pg_temp.judged(
  'cost_cents = cost_cents * case user_id when ''bob'' then 20 else 2 end where @now'),
  'cost of user bob, feature chat, prompt support v1!', 'unless one of them is most of it');
select is(pg_temp.judged('call_count = call_count * 3, cost_cents = 0 where @now and user_id = ''ann'''),
  'calls of user ann, feature chat, prompt support v1', 'calls may cost nothing');
select is(pg_temp.judged('failed_count = call_count * 0.3 where @now'), 'errors of prompt support v1', 'failed calls');
select is(pg_temp.judged('failed_count = call_count * 0.6 where @now'), 'errors of prompt support v1!',
  'which are an error where they are half of them');
select is(pg_temp.judged('refused_count = answer_count * 0.3 where @now'), 'refusals of prompt support v1',
  'answers that have none');
select is(pg_temp.judged('latency_ms = latency_ms * 2 where @now and user_id = ''dan'''),
  'latency of user dan, feature chat, prompt support v1', 'slow answers');
select is(pg_temp.judged('answer_tokens = answer_tokens * 2 where @now'), 'tokens_per_answer of prompt support v1',
  'long ones');
select is(pg_temp.judged('given_count = given_count * 0.1 where @now'), 'cache_share of prompt support v1',
  'and those that the cache gives no more');
select is(pg_temp.judged('cost_cents = cost_cents * 0.2 where @now'), 'nothing', 'what falls is no incident');
-- Holidays on the weekday, growth, and who is new.
select is(pg_temp.judged($$cost_cents = cost_cents * 0.1, call_count = call_count * 0.1
  where hour::date in ('2026-04-20', '2026-04-27')$$), 'nothing', 'two holidays make no other day odd');
select is(pg_temp.judged($$cost_cents = cost_cents * 2
  where hour in ('2026-04-06 10:00Z', '2026-04-20 10:00Z', '2026-05-04 10:00Z')$$), 'nothing',
  'nor what comes every second Monday');
select is(pg_temp.judged($$cost_cents = cost_cents * 0.07 * case when @now then 2 else 1 end where true$$), 'nothing',
  'nor what is ten cents, and five more than usual');
select is(pg_temp.judged($$cost_cents = cost_cents * 1.3 ^ (extract(epoch from hour - '2026-05-04Z') / 604800)
  where true$$), 'nothing', 'growth of a third a week is none');
select is(pg_temp.judged($$user_id = 'eve', cost_cents = cost_cents * 50, prompt_version = 2
  where user_id = 'dan' and @now$$), 'cost of feature chat!', 'who is new is odd only in sums of all');
select is(pg_temp.judged($$cost_cents = cost_cents * 0.001 where true$$), 'nothing',
  'what costs little is not looked at');
select * from finish();
rollback;
