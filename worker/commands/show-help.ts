import { environment, type Variable } from '../environment.ts'
import { help, type CommandHelp, type CommandName } from './help.ts'

const list = (rows: [string, string][]): string => {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, what]) => `  ${name.padEnd(width)}  ${what}`).join('\n')
}

const plain = (text: string) => text.replaceAll('`', '')

/** What `howdah --help` says. */
export const overview = (): string => `howdah: an AI backend inside PostgreSQL

${list(Object.entries(help).map(([name, { summary }]) => [`howdah ${name}`, summary]))}

howdah COMMAND --help says all of a command, howdah --version which howdah this is.
Without DATABASE_URL commands use the embedded server of  howdah up.`

/** What `howdah COMMAND --help` says. */
export function helpOf(name: CommandName): string {
  const { usage, about, options, environment: names, examples }: CommandHelp = help[name]
  const variables: readonly Variable[] = environment
  const optionRows = Object.entries(options).map(([option, { value, what }]): [string, string] => [
    value ? `--${option} ${value}` : `--${option}`,
    what,
  ])
  const variableRows = variables
    .filter((one) => (names as string[]).includes(one.name))
    .map((one): [string, string] => [
      one.name,
      `${plain(one.what)}\n${' '.repeat(8)}without it: ${plain(one.fallback)}`,
    ])
  return `${usage}

${about}

Options
${list(optionRows)}

Environment
${variableRows.map(([variable, what]) => `  ${variable}\n        ${what}`).join('\n')}

Examples
${examples.map((example) => `  ${example}`).join('\n')}`
}
