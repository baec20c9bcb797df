create or replace function howdah_internal.wanted_audience(tenant text, private boolean, readers text[])
  returns bigint
  language plpgsql
  volatile
as $$
begin
  if wanted_audience.readers is null then
    return null;
  end if;
  if wanted_audience.private then
    raise exception 'a private document has no readers'
      using errcode = '22023', hint = 'Leave private out: a document with readers is read by its owner and by them.';
  end if;
  if cardinality(wanted_audience.readers) = 0 then
    raise exception 'readers is empty'
      using errcode = '22023',
            hint = 'Null leaves the readers as they are; for the owner alone: private => true, for everybody: '
              'private => false, readers => ''{*}''.';
  end if;
  if cardinality(wanted_audience.readers) > 1000 then
    raise exception 'readers has more than 1,000 names'
      using errcode = '22001', hint = 'Make a group of them: howdah.set_group(name, members).';
  end if;
  if wanted_audience.readers = '{*}' then
    if coalesce(wanted_audience.private, howdah.current_user_id() is not null) then
      raise exception 'readers is everybody, and the document has an owner'
        using errcode = '22023', hint = 'What everybody reads is nobody''s own: private => false.';
    end if;
    return null;
  end if;
  return howdah_internal.audience_of(wanted_audience.tenant, wanted_audience.readers);
end
$$;
comment on function howdah_internal.wanted_audience is
  'The audience that add_document is asked for; null without readers, and for everybody. Raises 22023, 22001, PT404.';
