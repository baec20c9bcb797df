import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { main } from '../../worker/cli.ts'
import { help, type CommandHelp } from '../../worker/commands/help.ts'
import { helpOf, overview } from '../../worker/commands/show-help.ts'
import { nearest } from '../../worker/nearest.ts'
import { runCommand } from '../support/command.ts'

const names = Object.keys(help) as (keyof typeof help)[]
const nowhere = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }

describe.each(names)('howdah %s --help', (name) => {
  const { usage, summary, options, examples }: CommandHelp = help[name]

  it('says everything, in lines that fit a terminal', () => {
    const text = helpOf(name)
    expect(text).toContain(`howdah ${name}`)
    for (const option of Object.keys(options)) {
      expect(usage).toContain(`--${option}`)
      expect(text).toMatch(new RegExp(`^ {2}--${option}\\b.* {2}\\w`, 'm'))
    }
    expect(text.split('\n').filter((line) => line.length > 120)).toEqual([])
    expect(examples.length).toBeGreaterThan(0)
    expect(overview()).toContain(`howdah ${name}`)
    expect(overview()).toContain(summary)
  })
})

it('shows the help of a command and of all', async () => {
  const [one, same, all, none] = await Promise.all([
    runCommand(['ingest', 'docs', '--help']),
    runCommand(['help', 'ingest']),
    runCommand(['--help']),
    runCommand([]),
  ])
  expect([one.code, one.out]).toEqual([0, `${helpOf('ingest')}\n`])
  expect(same).toEqual(one)
  expect([all.code, all.out]).toEqual([0, `${overview()}\n`])
  expect([none.code, none.out]).toEqual([2, all.out])
})

it('says its version', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  expect(await runCommand(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' })
})

it.each([
  [['instal'], 'there is no command instal', 'did you mean install? see  howdah --help'],
  [['wroker'], 'there is no command wroker', 'did you mean worker? see  howdah --help'],
  [['xyzzy'], 'there is no command xyzzy', 'see  howdah --help'],
  [['toString'], 'there is no command toString', 'see  howdah --help'],
  [['--verison'], 'there is no option --verison', 'did you mean --version? see  howdah --help'],
  [
    ['ask', '?', '--colection', 'x'],
    'there is no option --colection',
    'did you mean --collection? see  howdah ask --help',
  ],
  [['doctor', '--zzz'], 'there is no option --zzz', 'see  howdah doctor --help'],
  [['status', 'now'], '"now" is more than is understood here', 'see  howdah status --help'],
  [
    ['worker', '--max-seconds', '1e9'],
    '--max-seconds is not a whole number from 1 to 86400',
    'see  howdah worker --help',
  ],
  [
    ['worker', '--max-seconds'],
    "Option '--max-seconds <value>' argument missing",
    'see  howdah worker --help',
  ],
  [
    ['ingest'],
    'ingest takes at least one file or folder',
    'howdah ingest docs/ see  howdah ingest --help',
  ],
  [
    ['ask', 'two', 'words'],
    'ask takes one question',
    'howdah ask "How do refunds work?" see  howdah ask --help',
  ],
])('refuses %j with status 2 and says what to do', async (args, message, hint) => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  expect(await main(args, nowhere)).toBe(2)
  expect(said.mock.calls).toEqual([[`howdah: ${message}\n  hint: ${hint}`]])
  said.mockRestore()
})

it.each([
  ['stauts', 'status'],
  ['STATUS', 'status'],
  ['inst', 'install'],
  ['uninstal', 'uninstall'],
  ['wait', undefined],
  ['', undefined],
])('takes %s for %s', (typed, meant) => expect(nearest(typed, names)).toBe(meant))
