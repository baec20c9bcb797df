create or replace function howdah.job_content(job howdah.jobs)
  returns text
  language plpgsql
  stable
  security definer -- the worker reads no table
  set search_path from current
as $$
begin
  return case job.kind
    when 'embed_query' then job.payload ->> 'query'
    when 'chat' then (
      select q.content
        from howdah.messages as a
        join howdah.messages as q
          on q.tenant_id = a.tenant_id and q.id = a.parent_id
       where a.tenant_id = job.tenant_id
         and a.id = (job.payload ->> 'message_id')::uuid
    )
  end;
end
$$;
comment on function howdah.job_content(howdah.jobs) is
  'The question a job works on: a query, or that of a message.';
