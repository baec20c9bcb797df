-- List prices in US cents for a million tokens: facts, each with its source and the day it was read, contradicted ones
-- marked. Prices that are there for a date stay as they are: set_price adds newer ones.
with notes (model, from_input_tokens, effective_from, is_disputed, note) as (values
  ('o3', 0, '2020-01-01', false,
    'the price before; when it began the source does not say'),
  ('gpt-5.5', 0, '2026-04-24', true,
    'simonw, Portkey and langfuse have the tier from 272,001 tokens on, genai-prices has none'),
  ('gpt-5.5', 272001, '2026-04-24', true,
    'simonw, Portkey and langfuse have the tier from 272,001 tokens on, genai-prices has none'),
  ('gpt-5.6-sol', 0, '2026-08-02', true,
    'ccusage/ccusage#1636 of 2026-08-24 reports 400, 40 and 2000 from 2026-08-21 on'),
  ('gpt-5.6-sol', 272001, '2026-08-02', true,
    'ccusage/ccusage#1636 of 2026-08-24 reports 400, 40 and 2000 from 2026-08-21 on; '
    'cache write taken as 1.25 x input, as below the tier'),
  ('gpt-5.6-terra', 0, '2020-01-01', false,
    'the price before; when it began the source does not say'),
  ('gpt-5.6-terra', 272001, '2026-07-30', false,
    'cache write taken as 1.25 x input, as below the tier'),
  ('gpt-5.6-luna', 0, '2020-01-01', false,
    'the price before; when it began the source does not say'),
  ('gpt-5.6-luna', 272001, '2026-07-30', false,
    'cache write taken as 1.25 x input, as below the tier'),
  ('claude-sonnet-4-5', 0, '2026-07-29', true,
    'genai-prices and simonw have the tier from 200,001 tokens on, langfuse has none'),
  ('claude-sonnet-4-5', 200001, '2026-07-29', true,
    'genai-prices and simonw have the tier from 200,001 tokens on, langfuse has none; '
    'cache write taken as 1.25 x input, as below the tier'),
  ('gemini-3.6-flash', 0, '2026-08-13', true,
    'simonw of 2026-08-05 lists 150, 15 and 750')
), prices (
  provider, model, effective_from, service_class, from_input_tokens, input, cached_input, cache_write, cache_write_1h,
  output, source_date
) as (values
  ('local', 'local-chat', '2020-01-01', 'standard', 0, 0::numeric, 0::numeric, null::numeric, null::numeric, 0::numeric,
    '2026-11-23'),
  ('local', 'local-embedding', '2020-01-01', 'standard', 0, 0, 0, null, null, null, '2026-11-23'),
  ('openai', 'gpt-4o', '2025-07-04', 'standard', 0, 250, 125, null, null, 1000, '2025-07-04'),
  ('openai', 'gpt-4o-mini', '2025-07-04', 'standard', 0, 15, 7.5, null, null, 60, '2025-07-04'),
  ('openai', 'gpt-4.1', '2025-07-04', 'standard', 0, 200, 50, null, null, 800, '2025-07-04'),
  ('openai', 'gpt-4.1-mini', '2025-07-04', 'standard', 0, 40, 10, null, null, 160, '2025-07-04'),
  ('openai', 'gpt-4.1-nano', '2025-07-04', 'standard', 0, 10, 2.5, null, null, 40, '2025-07-04'),
  ('openai', 'o3', '2020-01-01', 'standard', 0, 1000, 50, null, null, 4000, '2025-07-12'),
  ('openai', 'o3', '2025-06-10', 'standard', 0, 200, 50, null, null, 800, '2025-07-12'),
  ('openai', 'o4-mini', '2025-07-04', 'standard', 0, 110, 27.5, null, null, 440, '2025-07-04'),
  ('openai', 'gpt-5', '2025-11-13', 'standard', 0, 125, 12.5, null, null, 1000, '2025-11-13'),
  ('openai', 'gpt-5-mini', '2025-11-13', 'standard', 0, 25, 2.5, null, null, 200, '2025-11-13'),
  ('openai', 'gpt-5-nano', '2025-11-13', 'standard', 0, 5, 0.5, null, null, 40, '2025-11-13'),
  ('openai', 'gpt-5.1', '2025-11-13', 'standard', 0, 125, 12.5, null, null, 1000, '2025-11-13'),
  ('openai', 'gpt-5.2', '2025-12-11', 'standard', 0, 175, 17.5, null, null, 1400, '2025-12-11'),
  ('openai', 'gpt-5.4', '2026-03-06', 'standard', 0, 250, 25, null, null, 1500, '2026-03-06'),
  ('openai', 'gpt-5.4', '2026-03-06', 'standard', 272001, 500, 50, null, null, 2250, '2026-03-06'),
  ('openai', 'gpt-5.4-mini', '2026-03-18', 'standard', 0, 75, 7.5, null, null, 450, '2026-03-18'),
  ('openai', 'gpt-5.4-nano', '2026-03-18', 'standard', 0, 20, 2, null, null, 125, '2026-03-18'),
  ('openai', 'gpt-5.5', '2026-04-24', 'standard', 0, 500, 50, null, null, 3000, '2026-04-24'),
  ('openai', 'gpt-5.5', '2026-04-24', 'standard', 272001, 1000, 100, null, null, 4500, '2026-04-24'),
  ('openai', 'gpt-5.6-sol', '2026-08-02', 'standard', 0, 500, 50, 625, null, 3000, '2026-08-02'),
  ('openai', 'gpt-5.6-sol', '2026-08-02', 'standard', 272001, 1000, 100, 1250, null, 4500, '2026-08-02'),
  ('openai', 'gpt-5.6-terra', '2020-01-01', 'standard', 0, 250, 25, null, null, 1500, '2026-08-02'),
  ('openai', 'gpt-5.6-terra', '2026-07-30', 'standard', 0, 200, 20, 250, null, 1200, '2026-08-02'),
  ('openai', 'gpt-5.6-terra', '2026-07-30', 'standard', 272001, 400, 40, 500, null, 1800, '2026-08-02'),
  ('openai', 'gpt-5.6-luna', '2020-01-01', 'standard', 0, 100, 10, null, null, 600, '2026-08-02'),
  ('openai', 'gpt-5.6-luna', '2026-07-30', 'standard', 0, 20, 2, 25, null, 120, '2026-08-02'),
  ('openai', 'gpt-5.6-luna', '2026-07-30', 'standard', 272001, 40, 4, 50, null, 180, '2026-08-02'),
  ('anthropic', 'claude-haiku-4-5', '2026-07-29', 'standard', 0, 100, 10, 125, 200, 500, '2026-07-29'),
  ('anthropic', 'claude-sonnet-4-5', '2026-07-29', 'standard', 0, 300, 30, 375, 600, 1500, '2026-07-29'),
  ('anthropic', 'claude-sonnet-4-5', '2026-07-29', 'standard', 200001, 600, 60, 750, 1200, 2250, '2026-07-29'),
  ('anthropic', 'claude-sonnet-5', '2026-07-29', 'standard', 0, 200, 20, 250, null, 1000, '2026-07-29'),
  ('anthropic', 'claude-sonnet-5', '2026-09-01', 'standard', 0, 300, 30, 375, null, 1500, '2026-07-29'),
  ('anthropic', 'claude-opus-4-1', '2026-07-29', 'standard', 0, 1500, 150, 1875, null, 7500, '2026-07-29'),
  ('anthropic', 'claude-opus-4-5', '2026-07-29', 'standard', 0, 500, 50, 625, null, 2500, '2026-07-29'),
  ('anthropic', 'claude-opus-5', '2026-07-29', 'standard', 0, 500, 50, 625, null, 2500, '2026-07-29'),
  ('anthropic', 'claude-fable-5', '2026-07-29', 'standard', 0, 1000, 100, 1250, null, 5000, '2026-07-29'),
  ('google', 'gemini-2.5-flash-lite', '2025-10-31', 'standard', 0, 10, 1, null, null, 40, '2025-10-31'),
  ('google', 'gemini-2.5-flash', '2025-10-31', 'standard', 0, 30, 3, null, null, 250, '2025-10-31'),
  ('google', 'gemini-2.5-pro', '2025-10-31', 'standard', 0, 125, 12.5, null, null, 1000, '2025-10-31'),
  ('google', 'gemini-2.5-pro', '2025-10-31', 'standard', 200001, 250, 25, null, null, 1500, '2025-10-31'),
  ('google', 'gemini-3-flash-preview', '2025-12-19', 'standard', 0, 50, 5, null, null, 300, '2025-12-19'),
  ('google', 'gemini-3.1-pro-preview', '2026-02-23', 'standard', 0, 200, 20, null, null, 1200, '2026-02-23'),
  ('google', 'gemini-3.1-pro-preview', '2026-02-23', 'standard', 200001, 400, 40, null, null, 1800, '2026-02-23'),
  ('google', 'gemini-3.1-flash-lite', '2026-05-12', 'standard', 0, 25, 2.5, null, null, 150, '2026-05-12'),
  ('google', 'gemini-3.5-flash', '2026-05-19', 'standard', 0, 150, 15, null, null, 900, '2026-05-19'),
  ('google', 'gemini-3.6-flash', '2026-08-13', 'standard', 0, 75, 7.5, null, null, 375, '2026-08-13'),
  ('google', 'gemini-3.6-flash', '2027-01-01', 'standard', 0, 150, 15, null, null, 750, '2026-08-13'),
  ('openai', 'text-embedding-3-small', '2025-07-04', 'standard', 0, 2, null, null, null, null, '2025-07-04'),
  ('openai', 'text-embedding-3-small', '2025-07-04', 'batch', 0, 1, null, null, null, null, '2025-07-04'),
  ('openai', 'text-embedding-3-large', '2025-07-04', 'standard', 0, 13, null, null, null, null, '2025-07-04'),
  ('openai', 'text-embedding-ada-002', '2025-07-04', 'standard', 0, 10, null, null, null, null, '2025-07-04'),
  ('google', 'gemini-embedding-001', '2026-08-13', 'standard', 0, 15, null, null, null, null, '2026-08-13'),
  ('voyageai', 'voyage-3.5', '2026-06-18', 'standard', 0, 6, null, null, null, null, '2026-06-18'),
  ('voyageai', 'voyage-4-large', '2026-06-18', 'standard', 0, 12, null, null, null, null, '2026-06-18'),
  ('cohere', 'embed-v4.0', '2025-12-10', 'standard', 0, 12, null, null, null, null, '2025-12-10'),
  ('mistral', 'mistral-embed', '2026-08-21', 'standard', 0, 10, null, null, null, null, '2026-08-21')
)
insert into howdah.model_prices (
  provider, model, effective_from, service_class, from_input_tokens, input_cents_per_mtok, cached_input_cents_per_mtok,
  cache_write_cents_per_mtok, cache_write_1h_cents_per_mtok, output_cents_per_mtok, source, source_date, note,
  is_disputed
)
select p.provider, p.model, d.effective_from, p.service_class, p.from_input_tokens, p.input, p.cached_input,
       p.cache_write, p.cache_write_1h, p.output,
       case p.provider when 'local' then 'built in'
         else format('pydantic/genai-prices@47df840a prices/providers/%s.yml', p.provider) end,
       p.source_date::date, n.note, coalesce(n.is_disputed, false)
  from prices as p
 cross join lateral (select p.effective_from::timestamp at time zone 'UTC' as effective_from) as d
  left join notes as n
    on n.model = p.model and n.from_input_tokens = p.from_input_tokens and n.effective_from = p.effective_from
 where not exists (
   select from howdah.model_prices as t
    where t.provider = p.provider and t.model = p.model and t.effective_from = d.effective_from
 );
