import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { printRoles, rolesQuery, summaryOf, type Right } from '../support/roles.ts'
import { printReference, referenceQuery, type Documented } from '../support/reference.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase({ template: 'plain' })
})
afterAll(() => database.drop())

/** Compares what was printed with a file, or writes the file where that is asked for. */
function compare(path: string, printed: string): void {
  const file = new URL(`../../${path}`, import.meta.url)
  if (process.env['HOWDAH_UPDATE_API']) {
    writeFileSync(file, printed)
    console.log(`${path} is rewritten: read its diff, every line of it is a decision`)
  }
  const hint = 'The public API changed. If that is a decision, run: npm test -- --update-api'
  expect(printed, hint).toBe(readFileSync(file, 'utf8'))
}

test('the public API is what test/api.txt says', async () => {
  const query = readFileSync(new URL('../support/api.sql', import.meta.url), 'utf8')
  const rows = await database.sql.unsafe<{ line: string }[]>(query)
  compare('test/api.txt', rows.map((row) => row.line).join('\n\n') + '\n')
})

test('the constraints and indexes that an install mends are those of the migrations', async () => {
  const query = readFileSync(new URL('../support/keys.sql', import.meta.url), 'utf8')
  const rows = await database.sql.begin(async (tx) => {
    // As an install has it: vector's names need no schema.
    await tx`select set_config('search_path', 'pg_catalog, ' || extnamespace::regnamespace, true)
      from pg_extension where extname = 'vector'`
    return tx.unsafe<{ line: string }[]>(query)
  })
  compare('db/keys.txt', rows.map((row) => `${row.line}\n`).join(''))
})

test('the reference in functions/API.md says what the catalog says', async () => {
  const rows = await database.sql.unsafe<Documented[]>(referenceQuery)
  compare('functions/API.md', printReference([...rows]))
})

test('what each role may do is what functions/security/ROLES.md and the table of its README say', async () => {
  const rights = [...(await database.sql.unsafe<Right[]>(rolesQuery))]
  compare('functions/security/ROLES.md', printRoles(rights))
  const path = 'functions/security/README.md'
  const page = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
  const line = /^\| `(howdah_\w+)` *\| ([^|]+?) *\| [^|]+ \| [^|]+ \|$/gm
  const summed = page.replace(line, (_, role: string, what: string) =>
    [`| \`${role}\``, what, ...summaryOf(role, rights)].join(' | ').concat(' |'),
  )
  expect(page.match(line)).toHaveLength(5)
  compare(path, summed)
})
