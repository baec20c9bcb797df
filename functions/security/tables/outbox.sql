-- Who reads what is posted: the administrator that of the tenant and of all together.
select howdah_internal.let_read('howdah.outbox', 'howdah_admin', '(@tenant or tenant_id = ''*'')');
