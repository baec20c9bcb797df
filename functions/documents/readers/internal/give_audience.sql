create or replace function howdah_internal.give_audience(tenant text, document_id uuid, audience_id bigint)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
begin
  update howdah.documents as d
     set audience_id = give_audience.audience_id
   where d.tenant_id = give_audience.tenant and d.id = give_audience.document_id;
  -- Whoever stores a vector holds its chunk: it is waited for, or finds the new audience.
  perform from howdah.chunks as c
    where c.tenant_id = give_audience.tenant and c.document_id = give_audience.document_id
    order by c.id
      for update;
  update howdah.chunks as c
     set audience_id = give_audience.audience_id
   where c.tenant_id = give_audience.tenant and c.document_id = give_audience.document_id;
  update howdah.embeddings as e
     set audience_id = give_audience.audience_id
    from howdah.chunks as c
   where c.tenant_id = give_audience.tenant and c.document_id = give_audience.document_id
     and e.tenant_id = give_audience.tenant and e.chunk_id = c.id;
end
$$;
comment on function howdah_internal.give_audience is
  'Gives a locked document, its chunks and its vectors another audience; null is none.';
