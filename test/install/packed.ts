import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Finished } from '../support/command.ts'

type Manifest = {
  version: string
  dependencies: Record<string, string>
  optionalDependencies: Record<string, string>
}

/** A project with nothing in it but the packed howdah and its dependencies, that nobody may write to. */
export type Project = {
  folder: string
  /** Files of the package, from its root. */
  files: string[]
  manifest: Manifest
  /** A folder that everybody may write to. */
  data: string
  /** Adds an optional package, or one that the tests need there. */
  add(name: string): void
  remove(): void
}

const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest

/** A package of this clone with all that it needs. */
function withNeeds(name: string): string[] {
  const needs = Object.keys(manifestOf(join('node_modules', name)).dependencies ?? {})
  return [name, ...needs.flatMap(withNeeds)]
}

/**
 * Packs this clone as `npm pack` does and lays it with copies of its runtime dependencies into an empty
 * folder, without a registry.
 */
export function makeProject(): Project {
  const folder = mkdtempSync(join(tmpdir(), 'howdah-package-'))
  const project = join(folder, 'project')
  const data = join(folder, 'data')
  const own = join(project, 'node_modules', 'howdah')
  for (const path of [own, data, join(folder, 'home')]) mkdirSync(path, { recursive: true })
  chmodSync(folder, 0o755)
  chmodSync(data, 0o777)

  const env = { ...process.env, npm_config_cache: join(folder, 'home') }
  execFileSync('npm', ['pack', '--pack-destination', folder], { env, stdio: 'pipe' })
  const manifest = manifestOf('.')
  const archive = join(folder, `howdah-${manifest.version}.tgz`)
  execFileSync('tar', ['-xzf', archive, '-C', own, '--strip-components=1'])
  const listed = execFileSync('tar', ['-tzf', archive], { encoding: 'utf8' })
  const files = listed
    .split('\n')
    .filter((path) => path !== '')
    .map((path) => path.replace(/^package\//, ''))

  const lock = (mode: string) => execFileSync('chmod', ['-R', mode, project])
  const copy = (name: string) => {
    for (const one of withNeeds(name))
      cpSync(join('node_modules', one), join(project, 'node_modules', one), { recursive: true })
  }
  for (const name of Object.keys(manifest.dependencies)) copy(name)
  lock('a-w,a+rX')
  return {
    folder: project,
    files,
    manifest,
    data,
    add(name) {
      lock('u+w')
      copy(name)
      lock('a-w,a+rX')
    },
    remove() {
      lock('u+w')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Runs the packed `howdah` in its project as a user without rights, home or temporary folder. */
export function asStranger(
  { folder }: Project,
  args: string[],
  variables: Record<string, string> = {},
): { child: ChildProcess; finished: Promise<Finished>; out: () => string } {
  const bin = join(folder, 'node_modules', 'howdah', 'worker', 'bin', 'howdah.mjs')
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', TMPDIR: folder, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Of root's processes only: nobody else can become another.
    ...(process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}),
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const finished = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    out,
    err,
  }))
  return { child, finished, out: () => out }
}
