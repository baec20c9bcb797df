create or replace function howdah.answers_to_review(
  reason text default null,
  since timestamptz default null,
  match_count double precision default 50,
  until timestamptz default null,
  asked_by text default null
)
  returns table (
    created_at timestamptz,
    reasons text[],
    message_id uuid,
    conversation_id uuid,
    user_id text,
    question text,
    answer text,
    error_code text,
    model text,
    prompt text,
    prompt_version integer,
    score numeric,
    comment text,
    is_reviewed boolean
  )
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_count integer := howdah_internal.whole('match_count', coalesce(answers_to_review.match_count, 50));
  v_tenant text := howdah_internal.reviewing_tenant();
begin
  if answers_to_review.reason not in (
       '*', 'complaint', 'low_score', 'refusal', 'error', 'nothing_found', 'ungrounded') then
    raise exception 'reason is not known'
      using errcode = '22023',
            hint = 'It is complaint, low_score, refusal, error, nothing_found or ungrounded, * for all answers.';
  end if;
  if v_count not between 1 and 500 then
    raise exception 'match_count is out of range' using errcode = '22023', hint = 'Pass 1 to 500.';
  end if;
  for created_at, reasons, message_id, conversation_id, user_id, question, answer, error_code, model, prompt,
      prompt_version, score, comment, is_reviewed in
    select m.created_at, r.reasons, m.id, m.conversation_id, m.user_id, left(q.content, 500), left(m.content, 500),
           m.error_code, coalesce(o.provider || '/' || o.name, m.model), v.prompt, v.version, f.score, f.comment,
           coalesce(f.is_reviewed, false)
      from howdah.messages as m
     cross join lateral howdah_internal.review_reasons(m) as r (reasons)
      left join howdah.messages as q
        on q.tenant_id = v_tenant and q.id = m.parent_id
      left join howdah.models as o on o.id = m.model_id
      left join howdah_internal.prompt_versions as v
        on v.tenant_id = v_tenant and v.id = m.prompt_version_id
     cross join lateral (
       select min(k.score) as score, bool_or(k.scored_by is not null) as is_reviewed,
              (array_agg(k.comment order by k.score, k.created_at) filter (where k.comment is not null))[1] as comment
         from howdah.feedback as k
        where k.tenant_id = v_tenant and k.message_id = m.id
     ) as f
     where m.tenant_id = v_tenant and m.role = 'assistant' and not m.is_bulk
       and m.status not in ('pending', 'streaming')
       and m.created_at >= coalesce(answers_to_review.since, '-infinity')
       and m.created_at < coalesce(answers_to_review.until, 'infinity')
       and (answers_to_review.asked_by is null or m.user_id = answers_to_review.asked_by)
       and case when answers_to_review.reason is null then r.reasons != '{}'
             else answers_to_review.reason = any (r.reasons || '*'::text) end
     order by m.created_at desc, m.seq desc, m.id
     limit v_count
  loop
    perform howdah_internal.log_review(v_tenant, conversation_id, message_id, shows_sources => false);
    return next;
  end loop;
end
$$;
comment on function howdah.answers_to_review is
  'Answers of the tenant that have something against them, the newest first, from since to before until: for one '
  'reason or for any, * for all answers. Reasons are complaint (its user scored it below zero), low_score (a rule, '
  'judge or reviewer did), refusal (it says that it has no answer), error (it failed or came too late), '
  'nothing_found (there were no sources for it), ungrounded (it cites none of its sources). question and answer are '
  'their first 500 characters, score and comment the worst that was given. Each row leaves one in the access log. '
  'For reviewers, as a user. Raises 28000, 22023, 25006. Example: select created_at, reasons, question, answer from '
  'howdah.answers_to_review(''complaint'', since => now() - interval ''7 days'').';
grant execute on function howdah.answers_to_review to howdah_reviewer;
