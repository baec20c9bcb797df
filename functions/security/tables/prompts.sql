-- Who writes prompts and runs experiments reads those of the tenant; the analyst reads no prompt's text.
select howdah_internal.let_read(t.relation::regclass, r.reader, r.condition)
  from (values ('howdah.prompts'), ('howdah.prompt_labels'), ('howdah.prompt_label_history'), ('howdah.experiments'),
    ('howdah.experiment_variants'), ('howdah.experiment_exposures')) as t (relation)
 cross join (values ('howdah_analyst', 'true'), ('howdah_admin', '@tenant')) as r (reader, condition);
select howdah_internal.let_read('howdah_internal.prompt_versions', 'howdah_admin', '@tenant');
select howdah_internal.let_read(
  'howdah_internal.prompt_versions', 'howdah_analyst', columns =>
  'tenant_id, id, prompt, version, form, model_id, params, variables, commit_message, author, created_at');
