import type { Sql, TransactionSql } from 'postgres'

/*
 * Everything that an unqualified name in one of our functions could mean, made by a user in a schema of the user's own:
 * overloads of the functions and operators that the bodies use, and temporary views named as our tables. Each of them
 * counts in evil.hits, which no rollback and no exception handler takes back, and fails.
 */

/** Before everything else, and the schema of temporary objects next: what a definer must not be made to look at. */
export const evilPath = 'evil, pg_temp, pg_catalog, howdah, public, extensions'

const trapBody = (name: string) =>
  `language plpgsql as $trap$ begin
     perform pg_catalog.nextval('evil.hits'); raise exception 'hijacked %', ${`'${name.replaceAll("'", "''")}'`};
   end $trap$`

/** Makes the schema `evil` with its traps, owned by a role. Returns how many functions and operators stand in it. */
export async function setTraps(
  sql: TransactionSql,
  owner: string,
): Promise<{ functions: number; operators: number }> {
  await sql.unsafe(`
    create schema evil authorization ${owner};
    grant usage on schema evil to public;
    set role ${owner};
    create sequence evil.hits;
    grant all on sequence evil.hits to public;
    create function evil.spring() returns text ${trapBody('a table')};
    reset role`)
  const functions = await sql<{ name: string; arguments: string }[]>`
    select distinct p.proname as name, pg_get_function_identity_arguments(p.oid) as arguments
      from pg_proc as p
      join (
        select distinct m[1] as word
          from pg_proc as o, regexp_matches(o.prosrc, '\\m([a-z_0-9]+)\\(', 'g') as m
         where o.pronamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
      ) as w on w.word = p.proname
     where p.prokind = 'f'
       and (p.pronamespace in ('pg_catalog'::regnamespace, 'howdah'::regnamespace, 'howdah_internal'::regnamespace)
            or exists (select from pg_depend as d join pg_extension as e on e.oid = d.refobjid
                        where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
                          and e.extname = 'vector'))
       and not exists (
         select from unnest(p.proargtypes::oid[]) as a (type) join pg_type as t on t.oid = a.type
          where t.typtype = 'p')
     order by 1, 2`
  const operators = await sql<{ name: string; left: string; right: string }[]>`
    select distinct o.oprname as name, o.oprleft::regtype::text as left, o.oprright::regtype::text as right
      from pg_operator as o
      join pg_type as l on l.oid = o.oprleft
      join pg_type as r on r.oid = o.oprright
     where l.typtype = 'b' and r.typtype = 'b'
       and l.typname in ('text', 'uuid', 'jsonb', 'timestamptz', 'numeric', 'int4', 'int8', 'float8', 'bool',
         'interval',
                         'date', 'halfvec', 'tsvector', 'tsquery', 'bytea')
     order by 1, 2, 3`
  const made = { functions: 0, operators: 0 }
  // One block each: what cannot be overloaded is left out.
  const make = async (statement: string) => {
    await sql.unsafe(`set role ${owner}; do $do$ begin ${statement};
        perform set_config('evil.made', 'yes', true);
      exception when others then perform set_config('evil.made', 'no', true); end $do$; reset role`)
    const [row] = await sql<
      { made: boolean }[]
    >`select current_setting('evil.made') = 'yes' as made`
    return row!.made
  }
  for (const { name, arguments: list } of functions) {
    const typed = list.replace(/ DEFAULT [^,]*/g, '')
    if (await make(`create function evil.${name}(${typed}) returns text ${trapBody(name)}`))
      made.functions += 1
  }
  for (const { name, left, right } of operators) {
    const trap = `evil."trap ${made.operators}"`
    const isMade =
      await make(`create function ${trap}(${left}, ${right}) returns boolean ${trapBody(name)};
      create operator evil.${name} (leftarg = ${left}, rightarg = ${right}, function = ${trap})`)
    if (isMade) made.operators += 1
  }
  return made
}

/** Temporary views of this session that stand for the tables of howdah; reading one springs a trap. */
export async function setTemporaryTraps(sql: Sql): Promise<void> {
  await sql.unsafe(`do $$ declare t record; begin
    for t in select distinct c.relname from pg_class as c
              where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
                and c.relkind in ('r', 'p', 'v') and not c.relispartition loop
      execute format('create temp view %I as select evil.spring() as tenant_id', t.relname);
    end loop; end $$`)
}
