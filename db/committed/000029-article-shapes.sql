--! Previous: sha1:ea49a7cf9bf2e04a9d2626cd0e0cce68036d4483
--! Hash: sha1:0dfe5407376d4c9b9022677b5b8996d022767252
--! Message: article-shapes

alter table howdah.messages add column model text;
comment on column howdah.messages.model is
  'Name of the model that answers, as in llm_usage; null for what no model wrote.';
update howdah.messages as m set model = o.name from howdah.models as o where o.id = m.model_id;

-- The view howdah.prompt_versions bears the name, with what labels and models say of a version.
alter table howdah.prompt_versions set schema howdah_internal;

alter table howdah.conversations
  add column model text,
  add column system_prompt_id bigint,
  add constraint conversations_system_prompt_id_fkey foreign key (tenant_id, system_prompt_id)
    references howdah_internal.prompt_versions (tenant_id, id);
create index conversations_system_prompt_id_idx on howdah.conversations (tenant_id, system_prompt_id);
comment on column howdah.conversations.model is
  'Name of the model that was to answer when the conversation began; messages.model says which one did.';
comment on column howdah.conversations.system_prompt_id is
  'The prompt version that was to answer when it began: the active one, or the one that an experiment assigned.';
update howdah.conversations as c
   set model = coalesce(
         (select o.name from howdah.models as o where o.id = c.model_id),
         (select m.model from howdah.messages as m
           where m.tenant_id = c.tenant_id and m.conversation_id = c.id and m.model is not null
           order by m.seq
           limit 1)),
       system_prompt_id = coalesce(
         (select m.prompt_version_id from howdah.messages as m
           where m.tenant_id = c.tenant_id and m.conversation_id = c.id and m.experiment_id is not null
           order by m.seq
           limit 1),
         -- The last move before it, else the first one after: a prompt may have been activated in its transaction.
         (select v.id from howdah.prompt_label_history as h
            join howdah_internal.prompt_versions as v
              on v.tenant_id = h.tenant_id and v.prompt = h.prompt and v.version = h.to_version
           where h.tenant_id = c.tenant_id and h.prompt = c.prompt and h.label = 'production'
           order by h.created_at <= c.created_at desc, abs(extract(epoch from h.created_at - c.created_at))
           limit 1));

-- Without a default an insert that does not name the column is known as not howdah's own.
alter table howdah.daily_summaries alter column is_stale drop default;
comment on column howdah.daily_summaries.cache_hit_rate is
  'Percentage of the answers that came from the cache, 0 to 100; null without answers.';
update howdah.daily_summaries as s set cache_hit_rate = 100 * s.cache_hit_rate where s.cache_hit_rate is not null;

alter table howdah.system_flags add column details jsonb not null default '{}';
update howdah.system_flags as f set details = f.value - 'status' where jsonb_typeof(f.value) = 'object';
alter table howdah.system_flags alter column value type text using case
  when key = 'maintenance_errors' then case value when '{}' then 'ok' else 'failing' end
  else coalesce(value ->> 'status', value #>> '{}', 'null')
end;
comment on column howdah.system_flags.value is
  'off for llm_calls, ok or drift for reembedding_status, ok or failing for maintenance_errors; any text of your own.';
comment on column howdah.system_flags.details is 'What howdah found, such as the collections that drift.';
