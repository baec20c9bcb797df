-- Who reads the logs: the administrator those of the tenant, and of changes what all tenants share.
select howdah_internal.let_read('howdah.access_log', 'howdah_admin', '@tenant');
select howdah_internal.let_read('howdah.change_log', 'howdah_admin', '(@tenant or tenant_id = ''*'')');
