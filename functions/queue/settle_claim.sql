create or replace function howdah.settle_claim(lane howdah.lanes, job_ids bigint[])
  returns bigint[]
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_ids bigint[] := settle_claim.job_ids;
  v_known bigint[];
  v_tokens integer;
begin
  if (settle_claim.lane).model_id is not null and exists (
    select from howdah.jobs as j where j.id = any (v_ids) and j.kind = 'embed_chunk'
  ) then
    v_ids := howdah.settle_embedding_jobs(v_ids);
  end if;
  -- A query that got its vector in the meantime needs no call.
  if (settle_claim.lane).class = 'interactive' then
    v_known := array(
      select j.id
        from howdah.jobs as j
        join howdah.query_embeddings as q
          on q.tenant_id = j.tenant_id and q.model_id = (settle_claim.lane).model_id and q.query_hash = j.content_hash
       where j.id = any (v_ids) and j.kind = 'embed_query'
    );
    perform howdah.finish_jobs(v_known, null, 'stale');
    v_ids := array(select u.id from unnest(v_ids) with ordinality as u (id, n) where u.id != all (v_known) order by u.n);
  end if;
  -- No more tokens at once than the bucket or one request holds, for which the lane is charged; but always one job. Of
  -- a model's lane the jobs of one user: a call is paid by one.
  v_tokens := least(
    (settle_claim.lane).tokens_per_minute / 10, case when (settle_claim.lane).model_id is not null then 200000 end);
  if v_tokens is not null then
    v_ids := array(
      select s.id
        from (
          select u.id, u.n, sum(j.estimated_tokens) over (order by u.n) as total,
                 (settle_claim.lane).model_id is null
                 or j.user_id is not distinct from first_value(j.user_id) over (order by u.n) as is_payer
            from unnest(v_ids) with ordinality as u (id, n)
            join howdah.jobs as j on j.id = u.id
        ) as s
       where (s.n = 1 or s.total <= v_tokens) and s.is_payer
       order by s.n
    );
  end if;
  -- An answer has its reservation from send_message; what is embedded, a query too, is held now.
  if exists (
    select from howdah.models as m where m.id = (settle_claim.lane).model_id and m.kind = 'embedding'
  ) then
    v_ids := howdah.hold_job_budget((settle_claim.lane).model_id, v_ids);
  end if;
  return v_ids;
end
$$;
comment on function howdah.settle_claim(howdah.lanes, bigint[]) is
  'Of these locked jobs, finishes what needs no call, and returns those that one claim may take.';
