import { plainIndexes } from './keys.ts'
import { conditionSql, installation, preparation } from './plan.ts'
import { dollarQuote } from './quote.ts'
import { readSources } from './sources.ts'
import type { Step } from './step.ts'

function printStep(step: Step): string {
  const sql = step.sql.trim().replace(/;?$/, ';')
  if (step.when === 'always') return `-- ${step.file}\n${sql}\n`
  // The name stands inside the text, so that an error's context names the file.
  const text = dollarQuote(`/* ${step.file} */\n${sql}\n`)
  return `-- ${step.file}
do $howdah_guard$
begin
  if ${conditionSql(step.when)} then
    execute ${text};
  end if;
end
$howdah_guard$;
`
}

/** The whole install as one SQL file for psql or a SQL editor; safe to run again. */
export function printInstall(): string {
  const sources = readSources()
  const steps = [...preparation(sources), ...installation(sources)]
  return `-- howdah: install or upgrade; run it whole, as the role that shall own the schema.
begin isolation level read committed read write;
${steps.map(printStep).join('\n')}
commit;
-- indexes that a restore or somebody has lost
${plainIndexes};
`
}
