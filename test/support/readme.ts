import { readdirSync, readFileSync } from 'node:fs'
import type { Sql } from 'postgres'
import { asRole, connect, uniqueName, type TestDatabase } from './database.ts'

/** What a statement of a page gave: its rows, or the SQLSTATE it was refused with. */
export type Tried = { statement: string; rows: Record<string, unknown>[]; code: string | undefined }

/** The indented blocks of a Markdown page, or of a part of it. */
export function codeBlocks(path: string, from = '', to?: string): string[] {
  const page = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
  const part = page.slice(page.indexOf(from), to === undefined ? undefined : page.indexOf(to))
  const blocks = part.match(/(?:^ {4}.*\n(?:^\n(?= {4}))?)+/gm) ?? []
  // One block may have several speakers.
  return blocks.flatMap((block) => block.split(/^(?= {4}-- as )/m))
}

/** The pages whose SQL is run by tests. */
export const pages = (): string[] => [
  'README.md',
  ...readdirSync('functions', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('README.md'))
    .map((name) => `functions/${name}`)
    .sort(),
]

/** Who runs a block: what its first line says, `-- as howdah_app`. */
export const roleOf = (block: string): string | undefined =>
  /^ {4}-- as (?:the )?(\w+)/.exec(block)?.[1]

/**
 * Runs the SQL of a page as psql would, \gset and :'name' included, statement by statement, each block on the one
 * connection that `as` has for the role it names. A statement may fail only where the comment behind it names the
 * SQLSTATE. `other` has the names that words of the page are replaced with, such as those of roles, which are for the
 * whole server; `names` keeps what \gset set from one part to the next.
 */
export async function tryReadme(
  as: Sql | ((role: string) => Sql),
  path: string,
  from = '',
  to?: string,
  other: Record<string, string> = {},
  names = new Map<string, string>(),
): Promise<Tried[]> {
  const tried: Tried[] = []
  for (const block of codeBlocks(path, from, to)) {
    const role = roleOf(block)
    if (!role) continue
    const sql = 'unsafe' in as ? as : as(role)
    for (const match of block.matchAll(/([\s\S]*?)(;|\\gset)([^\n]*)(?:\n|$)/g)) {
      const [, text, ending, comment] = match as unknown as [string, string, string, string]
      const statement = text
        .replace(/^ *-- as .*\n/, '')
        .trim()
        .replace(/:'?(\w+)'?(?=[,)\]\s;]|::|$)/g, (whole, name: string) => {
          if (/^:\w/.test(whole) && !names.has(name)) return whole
          return `'${names.get(name)?.replaceAll("'", "''")}'`
        })
        .replace(/\w+/g, (word) => other[word] ?? word)
      try {
        const rows = [...(await sql.unsafe(statement))] as Record<string, unknown>[]
        if (ending === '\\gset')
          for (const [name, value] of Object.entries(rows[0]!))
            names.set(name, Array.isArray(value) ? `{${value.join()}}` : String(value))
        tried.push({ statement, rows, code: undefined })
      } catch (error) {
        const { code } = error as { code?: string }
        if (!code || !comment.includes(code))
          throw new Error(`${path}, as ${role}: ${statement}`, { cause: error })
        tried.push({ statement, rows: [], code })
      }
    }
  }
  return tried
}

/** Logins of the group roles on one database, one connection each; the owner is the owner. */
export async function openLogins(database: TestDatabase) {
  const groups = [
    'howdah_app',
    'howdah_worker',
    'howdah_analyst',
    'howdah_admin',
    'howdah_reviewer',
  ]
  const logins = new Map(groups.map((group) => [group, uniqueName('reader')]))
  for (const [group, login] of logins)
    await database.sql.unsafe(`create role ${login} login in role ${group}`)
  const open = new Map<string, Sql>()
  const as = (role: string): Sql => {
    const login = logins.get(role)
    if (!login && role !== 'owner') throw new Error(`the page names an unknown role: ${role}`)
    const sql =
      open.get(role) ?? connect(login ? asRole(database.url, login) : database.url, { max: 1 })
    open.set(role, sql)
    return sql
  }
  const close = async () => {
    for (const sql of open.values()) await sql.end({ timeout: 1 })
    for (const login of logins.values())
      await database.sql.unsafe(`drop owned by ${login} cascade; drop role ${login}`)
  }
  return { as, close }
}

/** The first column of what each statement gave that contains `part`. */
export const gave = (tried: Tried[], part: string): unknown[][] =>
  tried
    .filter(({ statement }) => statement.includes(part))
    .map(({ rows }) => rows.map((row) => Object.values(row)[0]))
