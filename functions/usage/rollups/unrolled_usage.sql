create or replace view howdah.unrolled_usage
  with (security_invoker = true)
as
select u.* from howdah.unrolled_calls() as u;
comment on view howdah.unrolled_usage is
  'Usage that is not in the roll-ups yet: the last hour or two, and what came late. Reports add it, so that they equal '
  'the sums of llm_usage.';
