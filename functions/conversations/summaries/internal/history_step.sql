create or replace function howdah_internal.history_step(window_tokens integer, room integer)
  returns integer
  language plpgsql
  immutable
as $$
declare
  v_step integer := greatest(16, history_step.window_tokens) / 16 * 8;
begin
  while v_step > 1 and v_step * 8 > history_step.room::bigint * 5 loop
    v_step := v_step / 2;
  end loop;
  return v_step;
end
$$;
comment on function howdah_internal.history_step is
  'Tokens of the blocks that history goes in: half of what can be there at most; less where question and sources take '
  'most of it.';
