-- Never another result, yet declared stable: it is inlined only where it is no less volatile than convert_to.
create or replace function howdah_internal.experiment_bucket(salt text, unit_id text)
  returns integer
  language sql
  stable
-- 60 bits: the remainder by 10,000 is even to 1 in 10^14.
return (
  ('x' || left(encode(sha256(convert_to(salt || ':' || unit_id, 'UTF8')), 'hex'), 15))::bit(60)::bigint % 10000
)::integer;
comment on function howdah_internal.experiment_bucket is
  'The bucket 0..9999 of a unit, always the same for a salt; another salt shuffles anew.';
