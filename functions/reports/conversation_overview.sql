create or replace view howdah.conversation_overview
  with (security_invoker = true)
as
select c.tenant_id,
       c.id as conversation_id,
       c.user_id,
       c.prompt,
       c.created_at,
       count(m.id) filter (where m.role = 'user') as questions,
       count(m.id) filter (where m.role = 'assistant' and m.status = 'complete') as answers,
       count(m.id) filter (where m.status in ('failed', 'expired')) as failed_answers,
       sum(m.tokens_used) as tokens_used,
       coalesce(sum(m.cost_cents), case when count(m.id) filter (
         where m.role = 'assistant' and m.status = 'complete' and m.cost_cents is null) = 0 then 0 end) as cost_cents,
       count(m.id) filter (where m.role = 'assistant' and m.status = 'complete' and m.cost_cents is null)
         as unpriced_calls,
       count(m.id) filter (where m.role = 'assistant' and m.status = 'complete' and m.cost_cents is null) = 0
         as cost_is_complete,
       c.updated_at,
       c.archived_at is not null as is_archived
  from howdah.conversations as c
  left join howdah.messages as m
    on m.tenant_id = c.tenant_id and m.conversation_id = c.id
 where not c.is_one_shot
 group by c.tenant_id, c.id
 order by c.tenant_id, c.created_at, c.id;
comment on view howdah.conversation_overview is
  'One row a conversation: questions, answers, tokens and cost, without content; archived ones too, but not the calls '
  'of run_prompt.';
select howdah_internal.describe_columns('howdah.conversation_overview');
comment on column howdah.conversation_overview.conversation_id is 'The conversation.';
comment on column howdah.conversation_overview.user_id is 'Whose it is; null is the application itself.';
comment on column howdah.conversation_overview.created_at is 'When it was started.';
comment on column howdah.conversation_overview.questions is 'What the user sent.';
comment on column howdah.conversation_overview.answers is 'Answers that were completed.';
comment on column howdah.conversation_overview.failed_answers is 'Answers that failed or came too late.';
comment on column howdah.conversation_overview.tokens_used is 'Input and output tokens of the answers.';
comment on column howdah.conversation_overview.cost_cents is 'US cents of the answers whose price is known.';
comment on column howdah.conversation_overview.unpriced_calls is
  'Answers whose cost is not known; they are not in cost_cents.';
comment on column howdah.conversation_overview.cost_is_complete is
  'True when the cost of every answer is known.';
comment on column howdah.conversation_overview.updated_at is 'When its last message was sent.';
comment on column howdah.conversation_overview.is_archived is
  'Whether its user has taken it out of the list.';
grant select on howdah.conversation_overview to howdah_app, howdah_analyst;
