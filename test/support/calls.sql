-- A month of calls for the tests of reports: two tenants, three users, two providers, every outcome.
create function howdah_test.add_calls()
returns void
language sql
as $$
insert into howdah.llm_usage (
  tenant_id, call_id, created_at, user_id, kind, feature, provider, model, prompt, prompt_version, status, cached,
  input_tokens, cached_input_tokens, output_tokens, cost_cents, saved_cents, latency_ms, first_token_ms, is_estimated
)
select c.tenant, gen_random_uuid(), c.at, c.who, c.kind, c.feature, c.provider, c.kind || '-model',
       case when c.kind = 'chat' then c.feature end, case when c.kind = 'chat' then 1 end, c.status, c.cached,
       c.input, c.input / 2, case when c.kind = 'chat' then c.output end, c.cost, c.saved, c.ms, c.ms / 10,
       c.status = 'cancelled'
  from (values
    ('acme', timestamptz '2026-02-28 23:59:59+00', 'ann', 'chat', 'answer', 'p', 'ok', false, 10, 4, 1.5, null, 100),
    ('acme', '2026-03-01 00:00+00', 'ann', 'chat', 'answer', 'p', 'ok', false, 20, 6, 2.25, null, 200),
    ('acme', '2026-03-01 10:00+00', 'ann', 'chat', 'answer', 'p', 'ok', true, 0, 0, 0, 2.25, 1),
    ('acme', '2026-03-02 10:00+00', 'bob', 'chat', 'report', 'p', 'ok', false, 30, 8, null, null, 300),
    ('acme', '2026-03-02 11:00+00', 'bob', 'chat', 'answer', 'p', 'failed', false, 0, 0, 0, null, 5),
    ('acme', '2026-03-02 12:00+00', 'bob', 'chat', 'answer', 'p', 'cancelled', false, 40, 2, 0.5, null, 50),
    ('acme', '2026-03-03 10:00+00', null, 'embedding', 'embedding', 'q', 'ok', false, 8, null, 0.000016, null, 20),
    ('other', '2026-03-03 10:00+00', 'cid', 'chat', 'answer', 'p', 'ok', false, 1, 1, 7, null, 400)
  ) as c (tenant, at, who, kind, feature, provider, status, cached, input, output, cost, saved, ms);
select howdah_internal.note_usage(u.tenant_id, u.call_id, u.attempt, u.created_at) from howdah.llm_usage as u;
$$;
