-- A handler forbids a commit in any case, by another message where it would be possible, in the server's language.
create or replace function howdah_internal.commit_refusal()
  returns text
  language plpgsql
  volatile
  set search_path from current
as $$
begin
  commit;
exception
  when invalid_transaction_termination then return sqlerrm;
end
$$;
comment on function howdah_internal.commit_refusal is
  'What the server says of a commit where none is possible, as in every function.';
grant execute on function howdah_internal.commit_refusal to howdah_app;
