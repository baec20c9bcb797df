import { conditionSql, installation, preparation, type Step } from './plan.ts'
import { readSources, type Sources } from './sources.ts'

/** A dollar quote that does not occur in the text. */
function dollarQuote(text: string): string {
  let tag = '$howdah_file$'
  for (let n = 1; text.includes(tag); n += 1) tag = `$howdah_file_${n}$`
  return `${tag}${text}${tag}`
}

function printStep(step: Step, sources: Sources): string {
  const sql = step.sql.trim().replace(/;?$/, ';')
  if (step.when === 'always') return `-- ${step.file}\n${sql}\n`
  // The name stands inside the text, so that an error's context names the file.
  const text = dollarQuote(`/* ${step.file} */\n${sql}\n`)
  return `-- ${step.file}
do $howdah_guard$
begin
  if ${conditionSql(step.when, sources)} then
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
begin;
${steps.map((step) => printStep(step, sources)).join('\n')}
commit;
`
}
