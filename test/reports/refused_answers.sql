begin;
select plan(3);

insert into howdah.tenants (tenant_id) values ('acme');
insert into howdah.prompts (tenant_id, name) values ('acme', 'answer'), ('acme', 'report');
insert into howdah.conversations (tenant_id, id, prompt)
values
  ('acme', '00000000-0000-4000-8000-00000000000a', 'answer'),
  ('acme', '00000000-0000-4000-8000-00000000000b', 'report');
insert into howdah.messages (tenant_id, conversation_id, seq, role, status, is_refusal, created_at)
select 'acme', case prompt when 'answer' then '00000000-0000-4000-8000-00000000000a'::uuid
         else '00000000-0000-4000-8000-00000000000b' end, seq, role, status, refused, at
  from (values
    ('answer', 1, 'user', 'complete', false, timestamptz '2026-03-01 10:00+00'),
      ('answer', 2, 'assistant', 'complete', true, '2026-03-01 10:00+00'),
    ('answer', 3, 'assistant', 'complete', false, '2026-03-01 23:59+00'),
      ('answer', 4, 'assistant', 'failed', false, '2026-03-01 10:00+00'),
    ('answer', 5, 'assistant', 'complete', true, '2026-03-02 00:00+00'),
      ('report', 6, 'assistant', 'complete', false, '2026-03-01 10:00+00')
  ) as m (prompt, seq, role, status, refused, at);
set local timezone = 'Pacific/Auckland';
set local role howdah_analyst;
select results_eq(
  'select day, prompt, answers, refused_answers, refusal_rate from howdah.refused_answers where tenant_id = ''acme''',
  $$values
    (date '2026-03-01', 'answer', 2::bigint, 1::bigint, 0.5::double precision), ('2026-03-01', 'report', 1, 0, 0),
    ('2026-03-02', 'answer', 1, 1, 1)$$,
  'answers are counted by UTC day and prompt, failed ones are none'
);
select throws_ok('select content from howdah.messages', '42501', null, 'an analyst does not read them');
set local role howdah_app;
select throws_ok('select from howdah.refused_answers', '42501', null, 'an application does not see it');

select * from finish();
rollback;
