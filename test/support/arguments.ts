import { relative, resolve } from 'node:path'
import { nearest } from '../../worker/nearest.ts'

/** The flags of `npm test`, each with its line of the help. */
const flags = {
  '--watch': 'wait for files to be saved and run what each of them touches',
  '--keep': 'leave the server running when the run ends; later runs find it and start at once',
  '--stop': 'end the kept server and run nothing',
  '--fresh': 'take a server of its own, though one is kept',
  '--pglite': 'run pgTAP in PGlite too, which named paths on a kept server leave out',
  '--no-pglite': 'leave PGlite out',
  '--update-api': 'write test/api.txt anew from the catalog',
  '--help': 'say this',
}
export type Flag = keyof typeof flags

/** What the driver was asked for: paths that it takes apart no further, and flags. */
export type Asked = { paths: string[]; flags: Set<Flag> }

const contradictions: [Flag, Flag][] = [
  ['--keep', '--fresh'],
  ['--watch', '--fresh'],
  ['--keep', '--watch'],
  ['--pglite', '--no-pglite'],
]

/** Reads the arguments; a string says in one line what is wrong with them. */
export function readArguments(args: string[], root = process.cwd()): Asked | string {
  const asked: Asked = { paths: [], flags: new Set() }
  for (const arg of args) {
    if (arg === '-h') asked.flags.add('--help')
    else if (arg in flags) asked.flags.add(arg as Flag)
    else if (arg.startsWith('-')) return unknownFlag(arg)
    // As a shell completes it: ./test/limits, or from the root of the file system.
    else if (/^\.{0,2}\//.test(arg)) asked.paths.push(relative(root, resolve(root, arg)))
    else if (arg !== '') asked.paths.push(arg)
  }
  const has = (flag: Flag) => asked.flags.has(flag)
  const pair = contradictions.find(([one, other]) => has(one) && has(other))
  if (pair) return `${pair.join(' and ')} contradict each other`
  for (const alone of ['--stop', '--update-api'] as const) {
    const others = asked.flags.size > 1 && !has('--help')
    if (has(alone) && (asked.paths.length > 0 || others)) return `${alone} stands alone`
  }
  return asked
}

function unknownFlag(arg: string): string {
  const name = nearest(arg.replace(/=.*/, ''), Object.keys(flags))
  const near = name ? `, the nearest is ${name}` : ''
  return `unknown flag ${arg}${near} (npm test -- --help lists all)`
}

/** The help, whole. */
export const help = `npm test -- [part of a path] ... [flag] ...

Runs pgTAP (test/**/*.sql) on a PostgreSQL and in PGlite, then vitest (test/**/*.test.ts): every file
whose path contains one of the parts, or all of them. The last line is \`N passed, N failed\`.

${Object.entries(flags)
  .map(([flag, text]) => `  ${flag.padEnd(13)} ${text}`)
  .join('\n')}

  npm test -- test/limits/admit test/usage     two parts: all files that contain one or the other
  npm test -- --keep test/limits/admit.sql     the first run is slow, the next ones take seconds
  npm test -- --watch test/limits              runs test/limits, then what each saved file touches

DATABASE_URL names a server to use (its user must be superuser); without it a throw-away server is made
of the PostgreSQL on this machine. HOWDAH_SEED=N repeats a seeded test. More: test/README.md
`
