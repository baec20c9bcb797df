-- Roles belong to the whole cluster: another database may be creating them at this very moment.
do $$
declare
  v_name text;
begin
  foreach v_name in array array['howdah_app', 'howdah_worker', 'howdah_analyst', 'howdah_admin', 'howdah_reviewer'] loop
    if to_regrole(v_name) is null then
      begin
        execute format('create role %I nologin', v_name);
      exception
        when duplicate_object or unique_violation then null;
      end;
    end if;
  end loop;
end
$$;
