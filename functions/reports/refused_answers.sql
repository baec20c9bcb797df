create or replace view howdah.refused_answers
  with (security_invoker = true)
as
select m.tenant_id,
       (m.created_at at time zone 'UTC')::date as day,
       c.prompt,
       count(*) as answers,
       count(*) filter (where m.is_refusal) as refused_answers,
       avg(m.is_refusal::integer)::double precision as refusal_rate
  from howdah.messages as m
  join howdah.conversations as c
    on c.tenant_id = m.tenant_id and c.id = m.conversation_id
 where m.role = 'assistant'
   and m.status = 'complete'
 group by 1, 2, 3
 order by 1, 2, 3;
comment on view howdah.refused_answers is
  'How many answers said that they have no answer (messages.is_refusal), per UTC day and prompt.';
select howdah_internal.describe_columns('howdah.refused_answers');
comment on column howdah.refused_answers.answers is 'Answers that were completed.';
comment on column howdah.refused_answers.refused_answers is 'Those that say that they have no answer.';
comment on column howdah.refused_answers.refusal_rate is 'Their share, 0 to 1.';
grant select on howdah.refused_answers to howdah_analyst;
