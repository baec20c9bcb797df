select howdah.register_model('local', 'local-embedding', 'embedding', 384, 8000);
select howdah.register_model('local', 'local-chat', 'chat', null, 32000);
