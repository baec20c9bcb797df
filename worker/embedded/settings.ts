import type { Reply } from './replies.ts'
import { query } from './messages.ts'

/** What a session has set for itself: settings, and the roles it acts as. */
export type Settings = { values: [name: string, value: string][]; user: string; role: string }

const superuser = 'postgres'
const literal = (text: string) => `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`
const name = (text: string) => `"${text.replaceAll('"', '""')}"`

// RESET SESSION AUTHORIZATION does nothing here, so the user is named. What a session holds beyond
// its settings goes when the next one comes: locks, cursors, temporary tables, currval.
const clear = query(
  `set session authorization ${superuser}; reset role; reset all;
  select pg_catalog.pg_advisory_unlock_all(); close all; discard temp; discard sequences`,
)

/** The messages that turn the backend over to a session with these settings. */
export function takeOver({ values, user, role }: Settings): Buffer {
  const sets = values.map(
    ([key, value]) => `select pg_catalog.set_config(${literal(key)}, E${literal(value)}, false)`,
  )
  if (user !== superuser) sets.push(`set session authorization ${name(user)}`)
  if (role !== 'none') sets.push(`set role ${name(role)}`)
  // A query of its own: when it fails, the clearing stays.
  return sets.length > 0 ? Buffer.concat([clear, query(sets.join(';'))]) : clear
}

/** Asks for the settings of the session that has the backend; `custom` are names with a dot. */
export function askSettings(custom: ReadonlySet<string>): Buffer {
  const names = [...custom].map((key) => `${literal(key)}`).join(', ')
  return query(`select name, setting from pg_catalog.pg_settings where source = 'session'
    union all select n, pg_catalog.current_setting(n, true)
      from pg_catalog.unnest(array[${names}]::text[]) as n
      where pg_catalog.current_setting(n, true) is not null
    union all select 'role', pg_catalog.current_setting('role')
    union all select 'session_authorization', session_user`)
}

/** Reads the answer to `askSettings`. */
export function readSettings(reply: Reply): Settings {
  const rows = reply.rows() as [string, string][]
  const one = (key: string) => rows.find((row) => row[0] === key)?.[1]
  return {
    values: rows.filter(([key]) => key !== 'role' && key !== 'session_authorization'),
    user: one('session_authorization') ?? superuser,
    role: one('role') ?? 'none',
  }
}

const setCustom = /\bset\s+(?:session\s+)?([a-z_]\w*(?:\.[a-z_]\w*)+)\s*(?:=|to\b)/gi
const configCustom = /\bset_config\s*\(\s*'([a-z_]\w*(?:\.[a-z_]\w*)+)'/gi
const localConfig = /\bset_config\s*\(\s*'[^']*'\s*,[^()]*,\s*true\s*\)/gi

/**
 * Watches a session's statements for settings: `custom` collects names that pg_settings does not
 * list, `callsSetConfig` is true once settings may change without a SET in the reply.
 */
export function settingsWatch() {
  const custom = new Set<string>()
  let callsSetConfig = false
  return {
    custom,
    callsSetConfig: () => callsSetConfig,
    see(sql: string) {
      for (const pattern of [setCustom, configCustom])
        for (const [, key] of sql.matchAll(pattern)) if (custom.size < 100) custom.add(key!)
      callsSetConfig ||= /\bset_config\s*\(/i.test(sql.replace(localConfig, ''))
    },
  }
}
