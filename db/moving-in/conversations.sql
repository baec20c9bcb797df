-- Conversations with their ids and dates. One goes on with its prompt where that has an active version, else with the
-- prompt answer; messages without a conversation are in one of the application's own.
insert into pg_temp.moving_conversations (id, title, created_at, updated_at, is_new, is_made)
select o.id, o.title, min(o.created_at), max(o.created_at), true, true
  from (
    select coalesce(m.conversation_id, w.id) as id, coalesce(m.created_at, howdah.now()) as created_at,
           case when m.conversation_id is null then 'Messages without a conversation' end as title
      from pg_temp.moving_messages as m
     cross join (select md5('moved in ' || current_setting('moving_in.tenant'))::uuid as id) as w
     where m.is_new
  ) as o
 where not exists (select from pg_temp.moving_conversations as c where c.id = o.id)
   and not exists (
     select from howdah.conversations as h where h.tenant_id = current_setting('moving_in.tenant') and h.id = o.id)
 group by 1, 2;
update pg_temp.moving_messages as m set conversation_id = md5('moved in ' || current_setting('moving_in.tenant'))::uuid
 where m.conversation_id is null;

create temp table moving_prompt_ids on commit drop as
select p.id, i.prompt_version_id, p.name,
       exists (select from howdah.prompt_labels as l
                where l.tenant_id = i.tenant_id and l.prompt = p.name and l.label = 'production') as is_active
  from pg_temp.moving_prompts as p
  join howdah_internal.moved_in as i
    on i.tenant_id = current_setting('moving_in.tenant') and i.relation = 'prompt_versions'
   and i.key_hash = sha256(convert_to(p.id::text, 'UTF8'));

insert into howdah.conversations (
  tenant_id, id, user_id, title, prompt, model_id, model, system_prompt_id, collection, created_at, updated_at
)
select t.name, c.id, c.user_id, c.title, case when p.is_active then p.name else d.prompt end, m.id,
       coalesce(m.name, nullif(c.model, '')), p.prompt_version_id,
       case when (select count(distinct d.embedding_model) from pg_temp.moving_documents as d) > 1 then '*'
         else current_setting('moving_in.collection') end,
       c.created_at, c.updated_at
  from pg_temp.moving_conversations as c
 cross join (select current_setting('moving_in.tenant') as name) as t
 cross join (select howdah_internal.ensure_default_prompt() as prompt) as d
  left join pg_temp.moving_models as m on m.old_name = c.model and m.kind = 'chat'
  left join pg_temp.moving_prompt_ids as p on p.id = c.system_prompt_id
 where c.is_new;

-- What howdah has deleted does not come back by a message.
do $$
declare
  v_count bigint;
begin
  delete from pg_temp.moving_messages as m
   using pg_temp.moving_conversations as c
   where c.id = m.conversation_id and not c.is_new
     and not exists (
       select from howdah.conversations as h
        where h.tenant_id = current_setting('moving_in.tenant') and h.id = c.id);
  get diagnostics v_count = row_count;
  if v_count > 0 then
    raise notice '% messages are left out: howdah has deleted their conversations', v_count;
  end if;
end
$$;

-- In the order of created_at, then id, behind what is there; one branch.
create temp table moving_order on commit drop as
select t.*, lag(t.id) over w as previous_id,
       -- What a model is told of it (tokens_below): no instructions, and no question whose answer is empty.
       case when t.role in ('system', 'developer') then 0
         when t.role = 'assistant' and t.content = '' then -coalesce(lag(t.told) over w, 0)
         else t.told end as tokens,
       (array_agg(t.id) filter (where t.role in ('system', 'developer')) over (
         partition by t.conversation_id order by t.n rows between unbounded preceding and 1 preceding)) as instructions
  from (
    select m.id, m.conversation_id, m.role, coalesce(m.content, '') as content, m.created_at,
           row_number() over (partition by m.conversation_id order by m.created_at, m.id) as n,
           case when m.role in ('system', 'developer') or coalesce(m.content, '') = '' then 0
             else howdah.estimate_tokens(m.content) + 4 end as told
      from pg_temp.moving_messages as m
     where m.is_new
  ) as t
window w as (partition by t.conversation_id order by t.n);
analyze pg_temp.moving_order;

insert into howdah.messages (
  tenant_id, id, conversation_id, seq, parent_id, instruction_id, role, status, content, user_id, prompt_version_id,
  model_id, model, input_tokens, output_tokens, latency_ms, is_refusal, created_at, completed_at, tokens_above
)
select c.tenant_id, m.id, c.id, c.last_seq + o.n, coalesce(o.previous_id, c.head_message_id),
       coalesce(o.instructions[cardinality(o.instructions)], case when c.head_message_id is not null
         then howdah_internal.instruction_above(c.tenant_id, c.head_message_id) end),
       m.role, 'complete', o.content, c.user_id, case when m.role = 'assistant' then c.system_prompt_id end, k.id,
       coalesce(k.name, nullif(m.model, '')),
       -- Only their sum was kept: a question's are of what went in, an answer's of what came out.
       case when m.role = 'assistant' then 0 else m.tokens_used end
         + case when m.tokens_used is null then null else 0 end,
       case when m.role = 'assistant' then m.tokens_used else 0 end
         + case when m.tokens_used is null then null else 0 end,
       m.latency_ms, m.role = 'assistant' and left(o.content, 500) ~* s.refusal_pattern, d.at, d.at,
       case when c.head_message_id is null then 0
         else howdah_internal.tokens_below(c.tenant_id, c.head_message_id) end + coalesce(sum(o.tokens) over (
         partition by o.conversation_id order by o.n rows between unbounded preceding and 1 preceding), 0)
  from pg_temp.moving_order as o
  join pg_temp.moving_messages as m on m.id = o.id
  join howdah.conversations as c on c.tenant_id = current_setting('moving_in.tenant') and c.id = o.conversation_id
 cross join lateral (select coalesce(o.created_at, c.created_at) as at) as d
 cross join (select howdah.setting('refusal_pattern') as refusal_pattern) as s
  left join pg_temp.moving_models as k on k.old_name = m.model and k.kind = 'chat';

update howdah.conversations as c
   set last_seq = c.last_seq + l.n, head_message_id = l.id,
       updated_at = greatest(c.updated_at, l.created_at)
  from (
    select distinct on (o.conversation_id) o.conversation_id, o.id, o.n, o.created_at
      from pg_temp.moving_order as o
     order by o.conversation_id, o.n desc
  ) as l
 where c.tenant_id = current_setting('moving_in.tenant') and c.id = l.conversation_id;
