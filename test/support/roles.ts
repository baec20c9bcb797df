import { readFileSync } from 'node:fs'

/** What a group role may do with one object: call it, or read which of its rows. */
export type Right = {
  kind: 'function' | 'table' | 'view'
  name: string
  role: string
  may: string
}

/** Asks the catalog for what each role may read and call. */
export const rolesQuery = readFileSync(new URL('roles.sql', import.meta.url), 'utf8')

const roles = ['app', 'worker', 'analyst', 'admin', 'reviewer'].map((name) => `howdah_${name}`)

/** A table of objects by roles. */
function matrix(title: string, rights: Right[]): string {
  const names = [...new Set(rights.map(({ name }) => name))]
  const cell = (name: string, role: string) =>
    rights.find((one) => one.name === name && one.role === role)?.may ?? ''
  return [
    `| ${[title, ...roles.map((role) => role.replace('howdah_', ''))].join(' | ')} |`,
    `|${' --- |'.repeat(roles.length + 1)}`,
    ...names.map((name) => {
      const cells = [`\`${name}\``, ...roles.map((role) => cell(name, role))]
      return `| ${cells.join(' | ')} |`
    }),
  ].join('\n')
}

/** functions/security/ROLES.md. */
export function printRoles(rights: Right[]): string {
  const of = (kind: Right['kind']) => rights.filter((one) => one.kind === kind)
  return `${[
    '# What each role reads and calls',
    'Printed from the catalog (`npm test -- --update-api`), a test compares it. [README.md](README.md)\n' +
      'says what the roles are for. Nobody else reads or calls anything of howdah, no group role writes a table.',
    '## Tables',
    "Whose rows a role reads: the user's (with what is the whole tenant's), the tenant's, or those of all\n" +
      'tenants; and which columns it does not.',
    matrix('table', of('table')),
    '## Views',
    'They run with the rights of who asks: a row is there where it may be read in the tables behind it.',
    matrix('view', of('view')),
    '## Functions',
    'A function checks by itself whose rows it reads and changes: [API.md](../API.md).',
    matrix('function', of('function')),
  ].join('\n\n')}\n`
}

/** The two last cells of a role's line in the table of README.md: what it reads and what it calls. */
export function summaryOf(role: string, rights: Right[]): [reads: string, calls: string] {
  const own = rights.filter((one) => one.role === role)
  const [tables, views, calls] = (['table', 'view', 'function'] as const).map((kind) =>
    own.filter((one) => one.kind === kind),
  ) as [Right[], Right[], Right[]]
  const rows = ["the user's", "the tenant's", 'all'].flatMap((whose) => {
    const count = tables.filter(({ may }) => may.split(',')[0] === whose).length
    return count === 0 ? [] : [`${whose} rows of ${count} tables`]
  })
  const reads = [...rows, ...(views.length > 0 ? [`${views.length} views`] : [])]
  return [reads.join(', ') || 'no table', `${calls.length} functions`]
}
