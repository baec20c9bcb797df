create or replace function howdah_internal.learn_token_ratios()
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_count integer;
begin
  with calls as (
    select s.model_id, u.input_tokens::numeric / s.input_tokens as ratio
      from howdah_internal.message_steps as s
      join howdah.llm_usage as u
        on u.tenant_id = s.tenant_id and u.call_id = s.message_id and u.attempt = s.seq and u.created_at = s.started_at
     where s.request is not null and s.started_at > howdah.clock() - interval '1 day'
       and s.input_tokens >= 50
       -- Some count the query with every document, some once.
       and s.call != 'rerank'
       and not u.is_estimated and u.input_tokens > 0
  ), learned as (
    -- The middle one: what a provider counts for an image or a tool of its own says nothing of texts.
    select c.model_id, percentile_cont(0.5) within group (order by c.ratio)::numeric as ratio
      from calls as c
     group by c.model_id
    having count(*) >= 20
  ), moved as (
    -- The estimates were made with the ratio there was. A third of the way a day: one odd day is no lesson.
    select m.id, round(greatest(0.5, least(2, m.token_ratio * (1 + (l.ratio - 1) / 3))), 2) as ratio
      from learned as l
      join howdah.models as m on m.id = l.model_id
  )
  update howdah.models as m
     set token_ratio = o.ratio
    from moved as o
   -- Where a history begins moves with it, so it stays where little is to be gained.
   where m.id = o.id and abs(m.token_ratio - o.ratio) >= 0.02;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function howdah_internal.learn_token_ratios is
  'Brings the token_ratio of each model nearer to what its provider reported for the calls of the last day, of which '
  'there must be 20; returns how many changed. The schedule token-ratios runs it.';
