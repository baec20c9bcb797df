import type { Command } from '../cli.ts'
import { parseArguments } from '../arguments.ts'
import { withDeadline } from '../database.ts'
import { withDatabase } from './open.ts'

type Finding = {
  severity: string
  subject: string
  finding: string
  since: Date | null
  advice: string
}

/** `howdah doctor`: exit status 1 when there is a finding. */
export const doctor: Command = async (args, env) => {
  parseArguments(args, {})
  return withDatabase(env, async (sql) => {
    const findings = await withDeadline(sql<Finding[]>`select * from howdah.doctor()`)
    for (const f of findings) {
      const since = f.since ? ` (since ${f.since.toISOString()})` : ''
      console.log(`${f.severity}: ${f.subject}: ${f.finding}${since}\n  ${f.advice}`)
    }
    if (findings.length === 0) console.log('all is well')
    return findings.length === 0 ? 0 : 1
  })
}
