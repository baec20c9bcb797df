--! Previous: sha1:c64e5e559bb62040d55ef988f3bdea34b15c7cb6
--! Hash: sha1:491578a91506737797f2438abb5836745ace2daa
--! Message: search-words

-- Chunks that are there have been indexed by version 0; whatever adds some and does not say has, too.
alter table howdah.chunks add column tsv_version integer not null default 0;
comment on column howdah.chunks.tsv_version is
  'Version of the rule by which tsv was made; workers index chunks of a former one anew, slice by slice.';
create index chunks_former_tsv_idx on howdah.chunks (tenant_id, id) where tsv_version < 1;

-- Queries are known by their composed letters.
update howdah_internal.judged_queries as q
   set query_hash = n.hash
  from (
    select distinct on (j.tenant_id, j.query_set, j.collection, h.hash) j.tenant_id, j.id, h.hash
      from howdah_internal.judged_queries as j
     cross join lateral (
       select sha256(convert_to(normalize(btrim(j.query, E' \t\r\n'), nfc), 'UTF8')) as hash
     ) as h
     where j.query is not nfc normalized
       and not exists (
         select from howdah_internal.judged_queries as o
          where o.tenant_id = j.tenant_id and o.query_set = j.query_set and o.collection = j.collection
            and o.query_hash = h.hash)
     order by j.tenant_id, j.query_set, j.collection, h.hash, j.id
  ) as n
 where q.tenant_id = n.tenant_id and q.id = n.id;
