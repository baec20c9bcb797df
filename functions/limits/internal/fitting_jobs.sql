create or replace function howdah_internal.fitting_jobs(
  job_ids bigint[],
  rate_cents numeric,
  room_cents numeric,
  customer_rate_cents numeric default 0,
  credit_cents numeric default null,
  out ids bigint[],
  out cents numeric,
  out customer_cents numeric
)
  language plpgsql
  stable
as $$
begin
  select array_agg(s.id order by s.n), max(s.total), max(s.customer_total)
    into ids, cents, customer_cents
    from (
      select u.id, u.n, sum(round(j.estimated_tokens * fitting_jobs.rate_cents, 10)) over (order by u.n) as total,
             sum(round(j.estimated_tokens * fitting_jobs.customer_rate_cents, 10)) over (order by u.n) as customer_total
        from unnest(fitting_jobs.job_ids) with ordinality as u (id, n)
        join howdah_internal.jobs as j on j.id = u.id
    ) as s
   where s.total <= coalesce(fitting_jobs.room_cents, 'Infinity')
     and s.customer_total <= coalesce(fitting_jobs.credit_cents, 'Infinity');
end
$$;
comment on function howdah_internal.fitting_jobs is
  'The first jobs whose tokens together fit into the room of budgets, and of a credit at customer prices, and what '
  'they come to; null room is no limit, a null rate fits nowhere.';
