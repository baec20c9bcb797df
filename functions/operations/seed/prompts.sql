-- With tenancy required there is no tenant named default; the others get theirs from set_tenant or on first use.
select howdah_internal.ensure_default_prompt('default') where howdah.setting('tenancy') = 'single';
select howdah_internal.ensure_rewrite_prompt('default') where howdah.setting('tenancy') = 'single';
