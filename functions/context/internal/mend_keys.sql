create or replace function howdah_internal.mend_keys(redefined text[])
  returns void
  language plpgsql
  volatile
as $$
declare
  v_key record;
begin
  for v_key in
    select i.object, i.source, f.object is not null as is_there,
           (regexp_match(i.object, '^(?:constraint|index) (.*) on '))[1] as name,
           (regexp_match(i.object, ' on (.*)$'))[1] as relation,
           (regexp_match(i.source, ' REFERENCES ([^ (]+)'))[1] as referenced,
           split_part(i.object, ' ', 1) as kind
      from howdah_internal.installed_facts as i
      left join howdah_internal.key_facts() as f using (object)
     -- An index that is not unique can wait until the install has ended, and its locks with it.
     where (i.object like 'constraint %' or i.source like 'CREATE UNIQUE INDEX %')
       and (f.object is null or f.state != i.state or i.object = any (mend_keys.redefined))
     -- Keys before what refers to them.
     order by i.source like '% FOREIGN KEY %', i.source like '% CHECK %', i.object
  loop
    continue when to_regclass(v_key.relation) is null;
    perform howdah_internal.take_lock(to_regclass(v_key.relation));
    if v_key.referenced is not null then
      perform howdah_internal.take_lock(to_regclass(v_key.referenced));
    end if;
    begin
      if v_key.is_there and v_key.kind = 'constraint' then
        execute format('alter table %s drop constraint %s', v_key.relation, v_key.name);
      elsif v_key.is_there then
        execute format('drop index %s.%s', split_part(v_key.relation, '.', 1), v_key.name);
      end if;
      begin
        execute v_key.source;
      exception
        when foreign_key_violation or check_violation then
          raise warning '% holds for new rows only: %', v_key.object, sqlerrm;
          execute v_key.source || ' not valid';
      end;
    exception
      -- Rows that it does not let in, or something of yours that depends on what it was: doctor() goes on telling.
      when integrity_constraint_violation or unique_violation or foreign_key_violation or check_violation
        or dependent_objects_still_exist or feature_not_supported then
        raise warning '% could not be mended: %', v_key.object, sqlerrm;
    end;
  end loop;
end
$$;
comment on function howdah_internal.mend_keys is
  'Makes constraints and unique indexes again that are missing, not valid or among those redefined, where the rows let '
  'it: a foreign key or check that they break holds for new rows.';
