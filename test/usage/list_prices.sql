-- What calls of a day cost by the list: a thousand tokens of each kind at the price of that day.
begin;
create temp table facts (
  model text, day date, tokens integer, class text, input numeric, cached numeric, written numeric, hour numeric,
  output numeric
);
create function pg_temp.cost(
  name text, day date, tokens integer, class text, cached integer, written integer, hour integer, output integer,
  half_day integer default 0
) returns numeric language sql as $$
  select c.cost_cents from howdah_internal.call_cost(split_part(name, '/', 1), substr(name, strpos(name, '/') + 1),
    (day::timestamp + interval '12 hours') at time zone 'UTC', tokens, cached, written, output, 0, class, hour,
    cache_write_12h_tokens => half_day) as c
$$;
insert into facts values
  -- Corrected.
  ('anthropic/claude-sonnet-5', '2026-06-30', 1000, 'standard', 200, 20, 250, 400, 1000),
  ('anthropic/claude-sonnet-5', '2026-09-01', 1000, 'standard', 200, 20, 250, 400, 1000),
  ('openai/gpt-5.6-sol', '2026-07-09', 1000, 'standard', 500, 50, 625, null, 3000),
  ('openai/gpt-5.6-sol', '2026-07-09', 272001, 'standard', 1000, 100, 1250, null, 4500),
  ('openai/gpt-5.6-sol', '2026-08-20', 1000, 'standard', 500, 50, 625, null, 3000),
  ('openai/gpt-5.6-sol', '2026-08-21', 1000, 'standard', 400, 40, 500, null, 2000),
  ('openai/gpt-5.6-sol', '2026-08-21', 272000, 'standard', 400, 40, 500, null, 2000),
  ('openai/gpt-5.6-sol', '2026-08-21', 272001, 'standard', 800, 80, 1000, null, 3000),
  ('openai/gpt-5.6-sol', '2026-08-21', 1000, 'batch', 200, 20, null, null, 1000),
  ('openai/gpt-5.6-sol', '2026-08-21', 1000, 'flex', 200, 20, null, null, 1000),
  ('openai/gpt-5.6-sol', '2026-08-21', 272000, 'priority', 800, 80, null, null, 4000),
  ('openai/gpt-5.6-sol', '2026-08-21', 272001, 'priority', null, null, null, null, null),
  ('openai/gpt-5.6-sol', '2026-11-22', 1000, 'standard', 400, 40, 500, null, 2000),
  ('openai/gpt-5.6', '2026-08-21', 1000, 'standard', 400, 40, 500, null, 2000),
  ('openai/gpt-5.6-terra', '2026-07-09', 1000, 'standard', 250, 25, 312.5, null, 1500),
  ('openai/gpt-5.6-terra', '2026-07-09', 272001, 'standard', 500, 50, 625, null, 2250),
  ('openai/gpt-5.6-terra', '2026-07-30', 1000, 'standard', 200, 20, 250, null, 1200),
  ('openai/gpt-5.6-luna', '2026-07-09', 1000, 'standard', 100, 10, 125, null, 600),
  ('openai/gpt-5.6-luna', '2026-07-09', 272001, 'standard', 200, 20, 250, null, 900),
  ('openai/gpt-5.6-luna', '2026-07-30', 1000, 'standard', 20, 2, 25, null, 120),
  ('anthropic/claude-opus-4-1', '2025-08-05', 1000, 'standard', 1500, 150, 1875, 3000, 7500),
  ('anthropic/claude-opus-4-5', '2025-11-24', 1000, 'standard', 500, 50, 625, 1000, 2500),
  ('anthropic/claude-opus-5', '2026-07-24', 1000, 'standard', 500, 50, 625, 1000, 2500),
  ('anthropic/claude-fable-5', '2026-06-09', 1000, 'standard', 1000, 100, 1250, 2000, 5000),
  ('openai/gpt-5.5', '2026-04-23', 272001, 'standard', 1000, 100, 1000, 1000, 4500),
  ('google/gemini-3.6-flash', '2026-12-31', 1000, 'standard', 75, 7.5, 75, 75, 375),
  ('google/gemini-3.6-flash', '2027-01-01', 1000, 'standard', 150, 15, 150, 150, 750),
  -- Added.
  ('openai/gpt-6-astra', '2026-09-03', 1000, 'standard', 1000, 100, 1250, null, 5000),
  ('openai/gpt-6-astra', '2026-09-03', 272001, 'standard', 2000, 200, 2500, null, 7500),
  ('openai/gpt-6-sol', '2026-09-22', 1000, 'standard', 200, 20, 250, null, 1000),
  ('openai/gpt-6-sol', '2026-09-22', 272001, 'standard', 400, 40, 500, null, 1500),
  ('openai/gpt-6-luna', '2026-09-22', 1000, 'standard', 10, 1, 12.5, null, 50),
  ('openai/gpt-6-luna', '2026-09-22', 272001, 'standard', 20, 2, 25, null, 75),
  ('openai/gpt-6.1-sol', '2026-09-29', 1000, 'standard', 200, 10, 250, null, 1000),
  ('openai/gpt-6.1-sol', '2026-09-29', 272001, 'standard', 400, 20, null, null, 1500),
  ('openai/gpt-6.1-terra', '2026-10-26', 1000, 'standard', 100, 5, 125, null, 500),
  ('openai/gpt-6.1-terra', '2026-10-26', 272001, 'standard', 200, 10, null, null, 750),
  ('openai/gpt-5-pro', '2025-10-06', 1000, 'standard', 1500, 1500, 1500, 1500, 12000),
  ('openai/gpt-5.2-pro', '2025-12-11', 1000, 'standard', 2100, 2100, 2100, 2100, 16800),
  ('openai/gpt-5.4-pro', '2026-03-05', 1000, 'standard', 3000, 3000, 3000, 3000, 18000),
  ('openai/gpt-5.4-pro', '2026-03-05', 272001, 'standard', 6000, 6000, 6000, 6000, 27000),
  ('openai/gpt-5.5-pro', '2026-04-23', 1000, 'standard', 3000, 3000, 3000, 3000, 18000),
  ('openai/gpt-5.5-pro', '2026-04-23', 272001, 'standard', 6000, 6000, 6000, 6000, 27000),
  ('openai/o1', '2025-02-01', 1000, 'standard', 1500, 750, 1500, 1500, 6000),
  ('openai/o3-mini', '2025-02-01', 1000, 'standard', 110, 55, 110, 110, 440),
  ('openai/o3-pro', '2025-06-10', 1000, 'standard', 2000, 2000, 2000, 2000, 8000),
  ('openai/gpt-4-turbo', '2024-04-09', 1000, 'standard', 1000, 1000, 1000, 1000, 3000),
  ('openai/gpt-3.5-turbo', '2024-04-09', 1000, 'standard', 50, 50, 50, 50, 150),
  ('openai/gpt-4o-2024-05-13', '2024-05-13', 1000, 'standard', 500, 500, 500, 500, 1500),
  ('openai/gpt-5.1-codex-mini', '2025-11-13', 1000, 'standard', 25, 2.5, 25, 25, 200),
  ('anthropic/claude-opus-5-5', '2026-09-22', 1000, 'standard', 400, 20, 500, 800, 2000),
  ('anthropic/claude-sonnet-5-5', '2026-09-28', 1000, 'standard', 200, 20, 250, 400, 1000),
  ('anthropic/claude-sonnet-5-5', '2026-10-06', 1000, 'standard', 200, 20, 250, 400, 1000),
  ('anthropic/claude-sonnet-5-5', '2026-10-07', 1000, 'standard', 200, 10, 250, 400, 1000),
  ('anthropic/claude-haiku-5-5', '2026-10-07', 100000, 'standard', 10, 1, 12.5, 20, 50),
  ('anthropic/claude-haiku-5-5', '2026-10-07', 100001, 'standard', 50, 5, 62.5, 100, 250),
  ('anthropic/claude-fable-5-1', '2026-09-01', 1000, 'standard', 1000, 25, 1250, 2000, 5000),
  ('anthropic/claude-opus-4-7', '2026-04-16', 1000, 'standard', 500, 50, 625, 1000, 2500),
  ('anthropic/claude-opus-4-8', '2026-05-28', 1000, 'standard', 500, 50, 625, 1000, 2500),
  ('anthropic/claude-opus-4-6', '2026-02-05', 200000, 'standard', 500, 50, 625, 1000, 2500),
  ('anthropic/claude-opus-4-6', '2026-03-12', 200001, 'standard', 1000, 100, 1250, 2000, 3750),
  ('anthropic/claude-opus-4-6', '2026-03-13', 200001, 'standard', 500, 50, 625, 1000, 2500),
  ('anthropic/claude-sonnet-4-6', '2026-02-17', 1000, 'standard', 300, 30, 375, 600, 1500),
  ('anthropic/claude-sonnet-4-6', '2026-03-12', 200001, 'standard', 600, 60, 750, 1200, 2250),
  ('anthropic/claude-sonnet-4-6', '2026-03-13', 200001, 'standard', 300, 30, 375, 600, 1500),
  ('anthropic/claude-sonnet-4-0', '2025-05-22', 1000, 'standard', 300, 30, 375, 600, 1500),
  ('anthropic/claude-opus-4-0', '2025-05-22', 1000, 'standard', 1500, 150, 1875, 3000, 7500),
  ('google/gemini-3.5-flash-lite', '2026-10-01', 1000, 'standard', 30, 3, 30, 30, 250),
  ('google/gemini-3-pro-preview', '2025-11-18', 200000, 'standard', 200, 20, 200, 200, 1200),
  ('google/gemini-3-pro-preview', '2025-11-18', 200001, 'standard', 400, 40, 400, 400, 1800),
  ('google/gemini-2.0-flash', '2024-12-11', 1000, 'standard', 10, 2.5, 10, 10, 40),
  ('google/gemini-2.0-flash-lite', '2024-12-11', 1000, 'standard', 7.5, 7.5, 7.5, 7.5, 30),
  ('google/gemini-embedding-2', '2026-10-01', 1000, 'standard', 20, 20, 20, 20, null),
  -- Known before, from the day of their release on.
  ('openai/gpt-4o', '2024-08-06', 1000, 'standard', 250, 125, 250, 250, 1000),
  ('openai/gpt-4o-mini', '2024-07-18', 1000, 'standard', 15, 7.5, 15, 15, 60),
  ('openai/gpt-4.1', '2025-04-14', 1000, 'standard', 200, 50, 200, 200, 800),
  ('openai/gpt-4.1-mini', '2025-04-14', 1000, 'standard', 40, 10, 40, 40, 160),
  ('openai/gpt-4.1-nano', '2025-04-14', 1000, 'standard', 10, 2.5, 10, 10, 40),
  ('openai/o3', '2025-06-09', 1000, 'standard', 1000, 50, 1000, 1000, 4000),
  ('openai/o3', '2025-06-10', 1000, 'standard', 200, 50, 200, 200, 800),
  ('openai/o4-mini', '2025-04-16', 1000, 'standard', 110, 27.5, 110, 110, 440),
  ('openai/gpt-5', '2025-08-07', 1000, 'standard', 125, 12.5, 125, 125, 1000),
  ('openai/gpt-5-mini', '2025-08-07', 1000, 'standard', 25, 2.5, 25, 25, 200),
  ('openai/gpt-5-nano', '2025-08-07', 1000, 'standard', 5, 0.5, 5, 5, 40),
  ('openai/gpt-5.4', '2026-03-05', 1000, 'standard', 250, 25, 250, 250, 1500),
  ('openai/gpt-5.4-mini', '2026-03-17', 1000, 'standard', 75, 7.5, 75, 75, 450),
  ('openai/gpt-5.4-nano', '2026-03-17', 1000, 'standard', 20, 2, 20, 20, 125),
  ('openai/gpt-5.5', '2026-04-23', 1000, 'standard', 500, 50, 500, 500, 3000),
  ('openai/text-embedding-3-small', '2024-01-25', 1000, 'standard', 2, 2, 2, 2, null),
  ('openai/text-embedding-3-large', '2024-01-25', 1000, 'standard', 13, 13, 13, 13, null),
  ('anthropic/claude-sonnet-4-5', '2025-09-29', 1000, 'standard', 300, 30, 375, 600, 1500),
  ('anthropic/claude-haiku-4-5', '2025-10-15', 1000, 'standard', 100, 10, 125, 200, 500),
  ('google/gemini-2.5-flash-lite', '2025-06-17', 1000, 'standard', 10, 1, 10, 10, 40),
  ('google/gemini-3-flash-preview', '2025-12-17', 1000, 'standard', 50, 5, 50, 50, 300),
  ('google/gemini-3.1-pro-preview', '2026-02-19', 1000, 'standard', 200, 20, 200, 200, 1200),
  ('google/gemini-3.1-flash-lite', '2026-05-07', 1000, 'standard', 25, 2.5, 25, 25, 150);
insert into facts
select 'openai/' || m, date '2026-06-01', 1000, 'standard', 125, 12.5, 125, 125, 1000
  from unnest('{gpt-5-codex,gpt-5.1-codex,gpt-5-chat-latest,gpt-5.1-chat-latest}'::text[]) as m
union all
select 'openai/' || m, date '2026-06-01', 1000, 'standard', 175, 17.5, 175, 175, 1400
  from unnest('{gpt-5.2-codex,gpt-5.2-chat-latest,gpt-5.3-codex,gpt-5.3-chat-latest}'::text[]) as m
union all
select 'google/' || m, d.day::date, 1000, 'standard', 75 * n, 7.5 * n, 75 * n, 75 * n, 375 * n
  from unnest('{gemini-3.7-flash,gemini-3.8-flash}'::text[]) as m
 cross join (values ('2026-10-01', 1), ('2026-12-31', 1), ('2027-01-01', 2)) as d (day, n);
-- Each with other names of it: dated ones are written down.
insert into facts
select split_part(f.model, '/', 1) || '/' || a.alias, f.day, f.tokens, f.class, f.input, f.cached, f.written, f.hour,
       f.output
  from facts as f
  join howdah.price_aliases as a on a.provider || '/' || a.model = f.model;

select plan((select count(*)::integer from facts) + 9);
select results_eq(
  format('select pg_temp.cost(%1$L, %2$L, %3$s, %4$L, 0, 0, 0, 0) * 1000000 / %3$s, '
    '(pg_temp.cost(%1$L, %2$L, %3$s, %4$L, 1000, 0, 0, 0) - pg_temp.cost(%1$L, %2$L, %3$s, %4$L, 0, 0, 0, 0)) * 1000, '
    '(pg_temp.cost(%1$L, %2$L, %3$s, %4$L, 0, 1000, 0, 0) - pg_temp.cost(%1$L, %2$L, %3$s, %4$L, 0, 0, 0, 0)) * 1000, '
    '(pg_temp.cost(%1$L, %2$L, %3$s, %4$L, 0, 1000, 1000, 0) '
    '- pg_temp.cost(%1$L, %2$L, %3$s, %4$L, 0, 0, 0, 0)) * 1000, '
    '(pg_temp.cost(%1$L, %2$L, %3$s, %4$L, 0, 0, 0, 1000) - pg_temp.cost(%1$L, %2$L, %3$s, %4$L, 0, 0, 0, 0)) * 1000',
    f.model, f.day, f.tokens, f.class),
  format('values (%L::numeric, %L::numeric, %L::numeric, %L::numeric, %L::numeric)', f.input, f.cached - f.input,
    f.written - f.input, f.hour - f.input, f.output),
  format('%s on %s, %s of %s tokens', f.model, f.day, f.class, f.tokens))
  from facts as f;

select is(pg_temp.cost('openai/gpt-6.1-terra', '2026-11-01', 1000, 'standard', 0, 1000, 0, 0, 400),
  (600 * 125 + 400 * 250) / 1000000.0, 'writes kept twelve hours have a price of their own');
select is(pg_temp.cost('openai/gpt-6-sol', '2026-11-01', 1000, 'standard', 0, 1000, 0, 0, 400), null,
  'which is not guessed for another model');
select is(pg_temp.cost('openai/gpt-4o-2024-05-14', '2026-11-01', 1000, 'standard', 0, 0, 0, 0), null,
  'a date is never cut off a name');
select is(pg_temp.cost('openai/gpt-5', '2025-08-06', 1000, 'standard', 0, 0, 0, 0), null,
  'nor is there a price before');
select set_has(
  'select provider || ''/'' || alias from howdah.price_aliases',
  $$values ('anthropic/claude-haiku-4-5-20251001'), ('openai/gpt-4o-mini-2024-07-18'), ('openai/gpt-4o-2024-11-20'),
    ('google/models/gemini-2.5-flash')$$, 'names that people register and providers answer with');
select is_empty(
  $$select from howdah.price_aliases as a where not exists (
      select from howdah.model_prices as p where p.provider = a.provider and p.model = a.model)$$,
  'each stands for a model that has a price');
select is_empty(
  $$select from howdah.model_prices where is_list and (source is null or source_date is null
    or effective_from > source_date + 1 and effective_from < '2027-01-01')$$,
  'each price has a source, read in its time');
select howdah.act_as('ann', 'acme') as me;
select is(howdah.record_usage('openai/gpt-5', '{"prompt_tokens": 1000000, "completion_tokens": 0}',
  started_at => '2025-10-01'), 125.0, 'a call of the past has the price of its day');
select is(howdah.record_usage('openai/gpt-5.6-sol', '{"prompt_tokens": 1000, "completion_tokens": 0,
  "service_tier": "flex"}', started_at => '2026-10-01'), 0.2, 'and of the class that served it');
select * from finish();
rollback;
