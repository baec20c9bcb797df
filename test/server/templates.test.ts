import { afterAll, expect, test } from 'vitest'
import { connect, serverUrl, uniqueName } from '../support/database.ts'
import { dropRun, makeTemplates, owner, templateName, withDatabase } from './templates.ts'

const run = uniqueName('kept')
const file = 'functions/limits/internal/period_seconds.sql'

async function inPlain(statement: string): Promise<Record<string, unknown>[]> {
  const sql = connect(withDatabase(serverUrl(), templateName(run, 'plain')), { max: 1 })
  try {
    return [...(await sql.unsafe(statement))]
  } finally {
    await sql.end()
  }
}

/** Runs a statement in the template, as if it had come from another form of the file. */
async function spoil(statement: string): Promise<void> {
  await inPlain(statement)
  await inPlain(`update howdah_internal.migrations set hash = 'another' where name = 'functions'`)
  const made = await record()
  made.files[file] = 'another'
  await inPlain(`comment on database ${templateName(run, 'plain')} is '${JSON.stringify(made)}'`)
}

type Made = { files: Record<string, string>; isMended: boolean }

async function record(): Promise<Made> {
  const [row] = await inPlain(
    `select shobj_description(oid, 'pg_database') as made from pg_database where datname = current_database()`,
  )
  return JSON.parse(row!['made'] as string) as Made
}

const hour = () => inPlain(`select howdah_internal.period_seconds('hour')::int as seconds`)
const forget = `create or replace function howdah_internal.period_seconds(period text)
  returns bigint language sql immutable return 0`

afterAll(() => dropRun(serverUrl(), run))

// The hosted run makes its owner with the templates, once for the server.
test.skipIf(owner())(
  'templates that stand get the files that changed, and are made anew where that is not enough',
  async () => {
    await makeTemplates(serverUrl(), run)
    expect((await record()).isMended).toBe(false)

    await spoil(forget)
    await makeTemplates(serverUrl(), run)
    expect(await hour()).toEqual([{ seconds: 3600 }])
    expect(await record()).toMatchObject({ isMended: true })
    expect((await record()).files[file]).not.toBe('another')

    // As after a change of parameters: laying the file adds a function.
    await spoil('alter function howdah_internal.period_seconds(text) rename to seconds_of')
    await makeTemplates(serverUrl(), run)
    expect(await hour()).toEqual([{ seconds: 3600 }])
    expect(await inPlain(`select from pg_proc where proname = 'seconds_of'`)).toEqual([])
    expect((await record()).isMended).toBe(false)
  },
)
