import type { Command } from '../command.ts'
import { parseArguments } from '../arguments.ts'
import { describeError, withDeadline } from '../database.ts'
import { layoutFinding } from '../status/layout.ts'
import { openScreen } from '../status/screen.ts'
import type { Finding } from '../status/types.ts'
import { help } from './help.ts'
import { withDatabase } from './open.ts'

/** What monitors read: 0 all is well, 1 warnings, 2 errors, 3 not known. */
const exitStatus = (findings: Finding[]) =>
  findings.some(({ severity }) => severity === 'error') ? 2 : findings.length > 0 ? 1 : 0

/** `howdah doctor`, as help.ts describes it. */
export const doctor: Command = async (args, env) => {
  const { values } = parseArguments(args, help.doctor.options)
  try {
    return await withDatabase(env, async (sql) => {
      const findings = await withDeadline(
        sql<Finding[]>`
          select severity, subject, finding, to_json(since) #>> '{}' as since, advice
            from howdah.doctor()`,
      )
      const screen = openScreen(process.stdout, env, false)
      const look = { width: screen.width(), color: screen.color }
      if (values.json) console.log(JSON.stringify(findings, null, 2))
      else if (findings.length === 0) screen.draw(['all is well'])
      else
        screen.draw(findings.flatMap((one) => layoutFinding(one, new Date().toISOString(), look)))
      return exitStatus(findings)
    })
  } catch (error) {
    console.error(`howdah: not known: ${describeError(error)}`)
    return 3
  }
}
