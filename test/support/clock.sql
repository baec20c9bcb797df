-- Tests own the time: a row in howdah_test.clock is what howdah.now() and howdah.clock() return.
create schema howdah_test;
create table howdah_test.clock (at timestamptz not null);
grant usage on schema howdah_test to public;
grant select on howdah_test.clock to public;

create or replace function howdah.now()
returns timestamptz
language sql
stable
as $$ select coalesce((select at from howdah_test.clock limit 1), pg_catalog.now()) $$;

create or replace function howdah.clock()
returns timestamptz
language sql
volatile
as $$ select coalesce((select at from howdah_test.clock limit 1), pg_catalog.clock_timestamp()) $$;

create function howdah_test.set_time(at timestamptz)
returns void
language sql
as $$
  delete from howdah_test.clock;
  insert into howdah_test.clock select set_time.at where set_time.at is not null;
$$;
comment on function howdah_test.set_time is 'Stops both clocks at a time; null lets them run again.';
