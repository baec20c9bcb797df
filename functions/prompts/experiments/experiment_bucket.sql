-- Stable, not immutable as it is in truth: only so it is inlined, for convert_to is stable too.
create or replace function howdah.experiment_bucket(salt text, unit_id text)
  returns integer
  language sql
  stable
-- 60 bits: the remainder by 10,000 is even to 1 in 10^14.
return (
  ('x' || left(encode(sha256(convert_to(salt || ':' || unit_id, 'UTF8')), 'hex'), 15))::bit(60)::bigint % 10000
)::integer;
comment on function howdah.experiment_bucket(text, text) is
  'The bucket 0..9999 of a unit, always the same for a salt; another salt shuffles anew.';
