drop function if exists howdah_internal.narrow_claim(howdah.lanes, bigint[]);
create or replace function howdah_internal.narrow_claim(lane howdah.lanes, job_ids bigint[], kinds text[])
  returns bigint[]
  language plpgsql
  volatile
as $$
declare
  v_ids bigint[] := narrow_claim.job_ids;
  v_room record;
  v_of_room bigint[];
  v_kept bigint[];
  v_tokens integer;
  v_has_embeddings boolean := false;
begin
  for v_room in
    select k.kind, k.handling
      from howdah_internal.job_kinds as k
     where k.kind = any (narrow_claim.kinds)
     order by k.kind
  loop
    v_of_room := array(
      select u.id
        from unnest(v_ids) with ordinality as u (id, n)
        join howdah_internal.jobs as j on j.id = u.id
       where j.kind = v_room.kind
       order by u.n);
    continue when v_of_room = '{}';
    execute format('select howdah_internal.%I($1, $2)', 'narrow_' || v_room.kind)
      into v_kept
      using narrow_claim.lane, v_of_room;
    v_has_embeddings := v_has_embeddings or v_room.handling = 'embeddings';
    if v_kept != v_of_room then
      v_ids := array(
        select u.id from unnest(v_ids) with ordinality as u (id, n)
         where u.id != all (v_of_room) or u.id = any (v_kept)
         order by u.n);
    end if;
  end loop;
  -- No more tokens at once than the bucket or one request holds, for which the lane is charged; but always one job. Of
  -- a model's lane the jobs of one user: a call is paid by one.
  v_tokens := least(
    (narrow_claim.lane).tokens_per_minute / 10, case when (narrow_claim.lane).model_id is not null then 200000 end);
  if v_tokens is not null then
    v_ids := array(
      select s.id
        from (
          select u.id, u.n, sum(j.estimated_tokens) over (order by u.n) as total,
                 (narrow_claim.lane).model_id is null
                 or j.user_id is not distinct from first_value(j.user_id) over (order by u.n) as is_payer
            from unnest(v_ids) with ordinality as u (id, n)
            join howdah_internal.jobs as j on j.id = u.id
        ) as s
       where (s.n = 1 or s.total <= v_tokens) and s.is_payer
       order by s.n
    );
  end if;
  -- Steps hold what each of their calls may cost; embeddings hold it now.
  if v_has_embeddings then
    v_ids := howdah_internal.hold_job_budget((narrow_claim.lane).model_id, v_ids);
  end if;
  return v_ids;
end
$$;
comment on function howdah_internal.narrow_claim is
  'Of these locked jobs, has their rooms finish what needs no call, and returns those that one claim may take.';
