create or replace function howdah.maintenance_steps()
  returns text[]
  language sql
  immutable
-- Expiring last: it locks rows of budgets, and whoever is admitted waits for them until the transaction ends.
return array[
  'scan_lanes', 'forget_workers', 'make_partitions', 'count_new_chunks', 'index_former_chunks', 'tend_model_changes',
  'expire_jobs', 'expire_reservations'
];
comment on function howdah.maintenance_steps is
  'What maintain_queue does, in this order: each is a function that needs no parameters. Workers do each in a '
  'transaction of its own, so that none holds its locks while another works. Example: select '
  'howdah.maintenance_steps().';
grant execute on function howdah.maintenance_steps to howdah_worker;
