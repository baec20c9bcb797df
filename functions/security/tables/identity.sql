-- Who reads tenants, users and settings: e-mail addresses the user's own and who runs the tenant, no analyst.
select howdah_internal.let_read('howdah.tenants', 'howdah_app', '@tenant');
select howdah_internal.let_read('howdah.tenants', 'howdah_analyst');
select howdah_internal.let_read('howdah.users', 'howdah_app', '@tenant and id = @user');
select howdah_internal.let_read(
  'howdah.users', 'howdah_admin', '@tenant', 'tenant_id, id, email, plan, created_at');
select howdah_internal.let_read('howdah.groups', 'howdah_admin', '@tenant');
select howdah_internal.let_read('howdah.group_members', 'howdah_admin', '@tenant');
select howdah_internal.let_read('howdah.group_members', 'howdah_app', '@tenant and user_id = @user');
select howdah_internal.let_read('howdah.settings', 'howdah_admin');
select howdah_internal.let_read('howdah.system_flags', 'howdah_admin');
