import { readFileSync } from 'node:fs'
import type { Sql } from 'postgres'

/** What a statement of a README gave: its rows, or the SQLSTATE it was refused with. */
export type Tried = { statement: string; rows: Record<string, unknown>[]; code: string | undefined }

/**
 * Runs the indented SQL of a README as psql would, \gset and :'name' included, statement by statement on the one
 * connection of `sql`. A statement may fail only where the comment behind it names the SQLSTATE. `other` has the names
 * that words of the README are replaced with, such as those of roles, which are for the whole server.
 */
export async function tryReadme(
  sql: Sql,
  path: string,
  from = '',
  to?: string,
  other: Record<string, string> = {},
): Promise<Tried[]> {
  const readme = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
  const end = to === undefined ? undefined : readme.indexOf(to)
  const lines = readme.slice(readme.indexOf(from), end).split('\n')
  const code = lines.filter((line) => line.startsWith('    ')).join('\n')
  const names = new Map<string, string>()
  const tried: Tried[] = []
  for (const match of code.matchAll(/([\s\S]*?)(;|\\gset)([^\n]*)(?:\n|$)/g)) {
    const [, text, ending, comment] = match as unknown as [string, string, string, string]
    const statement = text
      .trim()
      .replace(/:'(\w+)'/g, (_, name: string) => `'${names.get(name)}'`)
      .replace(/\w+/g, (word) => other[word] ?? word)
    try {
      const rows = [...(await sql.unsafe(statement))] as Record<string, unknown>[]
      if (ending === '\\gset')
        for (const [name, value] of Object.entries(rows[0]!))
          names.set(name, Array.isArray(value) ? `{${value.join()}}` : String(value))
      tried.push({ statement, rows, code: undefined })
    } catch (error) {
      const { code } = error as { code?: string }
      if (!code || !comment.includes(code)) throw new Error(statement, { cause: error })
      tried.push({ statement, rows: [], code })
    }
  }
  return tried
}

/** The first column of what each statement gave that contains `part`. */
export const gave = (tried: Tried[], part: string): unknown[][] =>
  tried
    .filter(({ statement }) => statement.includes(part))
    .map(({ rows }) => rows.map((row) => Object.values(row)[0]))
