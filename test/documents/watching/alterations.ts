import type { Random } from '../../support/random.ts'

/** Columns of the key, and SQL of the n-th. */
export const tables: Record<
  string,
  { columns: string; key: string; values: (n: number) => string }
> = {
  notes: { columns: 'id bigint', key: 'id', values: (n) => `${n}` },
  words: {
    columns: 'id extensions.citext',
    key: 'id',
    values: (n) => `'${n % 2 ? 'Word/' : 'wORD/'}${n >> 1}'`,
  },
  spans: {
    columns: 'id tstzrange, tags text[]',
    key: 'id, tags',
    values: (n) =>
      `tstzrange('2031-03-15 09:00+00'::timestamptz + ${n} * interval '1 hour', null), array['a', null, '${n}']`,
  },
  events: {
    columns: 'id integer, at timestamptz',
    key: 'id, at',
    values: (n) => `${n}, '2031-03-15 00:00+00'::timestamptz + ${n} * interval '1 hour'`,
  },
}
export const names = Object.keys(tables)

let made = 0
/** Statements of one change of a table itself; some are followed by their opposite, or by what mends it. */
export function alteration(random: Random): { kind: string; statements: string[] } {
  const name = random.pick(names)
  const part = `events_${random.int(15, 19)}`
  const fresh = `${name}_${(made += 1)}`
  const plain = name === 'events' ? 'notes' : name
  const watch = (of: string) =>
    `select howdah.watch_table('public.${of}', '{body}', collection => '${of}', metadata => '{seen}')`
  // Often mended at once, so that what follows is seen too.
  const often = (statement: string) => (random.chance(0.8) ? [statement] : [])
  const changes: Record<string, string[]> = {
    before: [
      `create trigger later before update on ${name} for each row execute function public.rewrite()`,
    ],
    after: [`drop trigger later on ${name}`],
    disable: [
      `alter table ${name} disable trigger user`,
      `alter table ${name} enable trigger user`,
    ],
    rename: [`alter table ${name} rename to ${fresh}`, `alter table ${fresh} rename to ${name}`],
    swap: [
      `begin; create table ${fresh} (like ${plain} including all);
       insert into ${fresh} select * from ${plain} where extra % 2 = 0;
       alter table ${plain} rename to ${fresh}_old; alter table ${fresh} rename to ${plain}; commit`,
      ...often(watch(plain)),
    ],
    type: [`alter table ${name} alter column extra type bigint`],
    column: [
      `alter table ${name} rename column body to ${fresh}`,
      `alter table ${name} rename column ${fresh} to body`,
    ],
    truncate: [`truncate ${random.chance(0.5) ? name : part}`],
    detach: [
      `alter table events detach partition ${part}`,
      `alter table events attach partition ${part} for values
        from ('2031-03-${part.slice(7)} 00:00+00') to ('2031-03-${Number(part.slice(7)) + 1} 00:00+00')`,
    ],
    inherit: [
      `create table ${fresh} () inherits (${plain})`,
      `insert into ${fresh} (${tables[plain]!.key}, body) values (${tables[plain]!.values(500)}, 'of an heir')`,
      ...often(`drop table ${fresh}`),
    ],
    rule: [
      `create or replace rule quiet as on delete to ${plain} where old.extra = 4 do instead nothing`,
      `drop rule quiet on ${plain}`,
    ],
    also: [
      `create or replace rule noisy as on delete to words do also delete from notes where extra = old.extra`,
    ],
    cluster: [`vacuum full ${name}`],
    replica: [
      `begin; set local session_replication_role = replica;
       delete from ${name} where extra = 3; update ${name} set body = 'by a replica' where extra = 2; commit`,
    ],
    drop: [
      `drop trigger howdah_watch_${names.indexOf(name) + 1}_update on ${name}`,
      ...often(watch(name)),
    ],
    watch: [watch(name)],
  }
  const kind = random.pick(Object.keys(changes))
  return { kind, statements: changes[kind]! }
}
