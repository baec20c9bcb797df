begin;
select plan(8);
select is(round(howdah_internal.usual_doubt('{5,5,5,5,5,5}', false, null)::numeric, 3), 1.123, 'a median of six weeks');
select is(round(howdah_internal.usual_doubt('{5,null,5,5,null,null}', false, null)::numeric, 3), 1.234,
  'of three it is farther off');
select is(round(howdah_internal.usual_doubt('{5,5,5,5,5,5}', true, 100)::numeric, 3), 1.283,
  'grown three weeks and a half by what a hundred pairs show');
select is(round(howdah_internal.usual_doubt('{5,5,5,5,5,5}', true, 24)::numeric, 3), 1.693, 'and by what few show');
-- Ten hours a day, a tenth more each week and a tenth more or less each hour, with days off.
select howdah_test.set_time('2026-05-04 10:06Z');
insert into howdah_internal.usage_hourly_users (hour, user_id, provider, model, kind, feature, prompt, prompt_version,
  call_count, failed_count, cost_cents, timed_count, latency_ms, answer_count, answer_tokens, refused_count,
  given_count)
select d.day + h.hour * interval '1 hour', 'ann', 'p', 'm', 'chat', 'chat', '', 0,
       round(1000 * 1.1 ^ (extract(epoch from d.day - '2026-03-30Z') / 604800)
         * (1 + 0.1 * sin(extract(epoch from d.day) / 86400 * 7 + h.hour * 3))
         * case when extract(doy from d.day) in (96, 97, 98, 117, 118, 119) then 0.3 else 1 end), 0, 0, 0, 0, 0, 0, 0, 0
  from generate_series('2026-03-30 00:00Z'::timestamptz, '2026-05-03 00:00Z', interval '1 day') as d (day)
 cross join generate_series(8, 17) as h (hour);
create temp table found as
select n.*
  from howdah_internal.series_noise('hour', '2026-05-04 10:00Z',
    row('default', 'user', 'ann', null, null, null, null, null)::howdah_internal.watched_series, 'calls', 1500) as n;
select cmp_ok(abs(growth - 1.1), '<', 0.03::double precision,
  'days off leave the growth as it is') from found;
select cmp_ok(noise, '<', 0.1::double precision, 'and the noise') from found;
select cmp_ok(pair_count, '>=', 200::bigint, 'of as many pairs as there are') from found;
select is((
  select n.growth
    from howdah_internal.series_noise('hour', '2026-05-04 10:00Z',
      row('default', 'user', 'ann', null, null, null, null, null)::howdah_internal.watched_series, 'calls', 100) as n),
  null, 'of hours as quiet as none was, nothing is known');
select * from finish();
rollback;
