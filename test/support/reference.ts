import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** A function, view or table of howdah as the catalog describes it; `columns` are name, type and meaning. */
export type Documented = {
  kind: 'function' | 'procedure' | 'view' | 'table'
  name: string
  signature: string
  comment: string
  roles: string
  columns: [string, string, string][] | null
}

/** Asks the catalog for what the reference shows. */
export const referenceQuery = readFileSync(new URL('reference.sql', import.meta.url), 'utf8')

const parts: [folder: string, title: string][] = [
  ['context', 'Who asks, and what time it is'],
  ['documents', 'Documents'],
  ['search', 'Search'],
  ['conversations', 'Conversations'],
  ['prompts', 'Prompts and experiments'],
  ['usage', 'Usage, prices and cost'],
  ['reports', 'Reports'],
  ['limits', 'Limits and budgets'],
  ['billing', 'Billing'],
  ['cache', 'Cache'],
  ['queue', 'Queue and workers'],
  ['schedules', 'Schedules'],
  ['operations', 'Operations'],
  ['audit', 'Who saw what, who changed what'],
  ['watchdog', 'The watchdog'],
  ['outbox', 'The outbox'],
  ['security', 'Security and erasure'],
]

/** The part of functions/ that makes each object: the folder below functions/, by name. */
function partsByName(): Map<string, string> {
  const paths = readdirSync('functions', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.sql') && !dirname(path).endsWith('tables'))
    .map((path) => join('functions', path))
  return new Map(paths.map((path) => [basename(path, '.sql'), path.split('/')[1]!]))
}

const argument = (text: string) =>
  text.replace(/::[a-z ]+(\[\])?/g, '').replace(/ DEFAULT /g, ' default ')

/** A signature with one argument a line where it is long. */
function signature(text: string): string {
  const plain = argument(text).replace('timestamp with time zone', 'timestamptz')
  const short = plain
    .replaceAll('timestamp with time zone', 'timestamptz')
    .replaceAll('double precision', 'float8')
  return short.length <= 96
    ? short
    : short.replace(/, (?=\w+ (?!default))/g, ',\n  ').replace(/\) returns /, ')\n  returns ')
}

const indented = (text: string) => text.replace(/^/gm, '    ')

/** A comment is a text, then `Raises ...`, then `Example: ...`; the last two may be missing. */
function prose({ comment }: Documented): string[] {
  const [said = '', example] = comment.split(/\s*Example: /)
  const raises = /(?:^| )(Raises .*?\.)(?= [A-Z]|$)/.exec(said)?.[1]
  const text = raises ? said.replace(raises, '').replace(/ {2,}/g, ' ').trim() : said
  return [
    text,
    ...(raises ? [raises] : []),
    ...(example ? [indented(`${example.replace(/\.$/, '').replace(/;?$/, ';')}`)] : []),
  ]
}

function columnsOf({ columns }: Documented): string[] {
  if (!columns) return []
  const cell = (text: string) => text.replaceAll('|', '\\|')
  return [
    [
      '| column | type | meaning |',
      '| --- | --- | --- |',
      ...columns.map(([name, type, meaning]) => `| ${name} | ${cell(type)} | ${cell(meaning)} |`),
    ].join('\n'),
  ]
}

function entry(one: Documented): string {
  const head =
    one.kind === 'view' || one.kind === 'table'
      ? `### ${one.name} (${one.kind})`
      : `### ${one.name}\n\n${indented(signature(one.signature))}`
  return [head, ...prose(one), ...columnsOf(one), `For ${one.roles.replaceAll(', ', ', ')}.`].join(
    '\n\n',
  )
}

/** functions/API.md: every public object, grouped as the folders of functions/ are. */
export function printReference(documented: Documented[]): string {
  const part = partsByName()
  const tables = documented.filter(({ kind }) => kind === 'table')
  const sections = parts.map(([folder, title]) => ({
    title,
    entries: documented.filter(({ kind, name }) => kind !== 'table' && part.get(name) === folder),
  }))
  const all = [...sections, { title: 'Tables', entries: tables }]
  const shown = all.reduce((sum, { entries }) => sum + entries.length, 0)
  if (shown !== documented.length) throw new Error('an object belongs to no part of the reference')
  const anchor = (title: string) =>
    title
      .toLowerCase()
      .replace(/[^\w ]/g, '')
      .replaceAll(' ', '-')
  return (
    [
      '# API reference',
      'Everything in the schema `howdah`, as the catalog says it: this file is printed from the comments\n' +
        '(`npm test -- --update-api`). A group role stands below what it may call or read; no group role writes a\n' +
        'table. What lies in `howdah_internal` is not for use. [README.md](README.md) is the tour.',
      all
        .map(
          ({ title, entries }) =>
            `- [${title}](#${anchor(title)}): ${entries.map(({ name }) => name).join(', ')}`,
        )
        .join('\n'),
      ...all.flatMap(({ title, entries }) => [`## ${title}`, ...entries.map(entry)]),
    ].join('\n\n') + '\n'
  )
}
