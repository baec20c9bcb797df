-- Users, and those who are named by other rows only.
insert into howdah.tenants (tenant_id) values (current_setting('moving_in.tenant')) on conflict do nothing;
insert into howdah.users (tenant_id, id, email, created_at)
select current_setting('moving_in.tenant'), u.id, coalesce(nullif(btrim(u.email), ''), u.id),
       coalesce(u.created_at, howdah.now())
  from pg_temp.moving_users as u
 where u.is_new
-- Known by a first use: without an address, so that the old one is the better.
on conflict (tenant_id, id) do update set email = excluded.email where users.email = users.id;
insert into howdah.users (tenant_id, id, email)
select distinct current_setting('moving_in.tenant'), u.user_id, u.user_id
  from (
    select c.user_id from pg_temp.moving_conversations as c where c.is_new
    union
    select g.user_id from pg_temp.moving_usage as g where g.is_new
  ) as u
 where u.user_id is not null
on conflict do nothing;
