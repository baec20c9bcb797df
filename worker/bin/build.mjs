// Compiles worker/ and client/ into dist/, which the package ships and a clone never runs.
// npm calls it as `prepare`: for `npm pack`, for an install from git, after `npm ci` in a clone, and, where
// that is allowed, in the package itself, which has nothing to compile.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
const isClone = existsSync(join(root, 'worker', 'cli.ts'))

/** What code finds beside itself: SQL, documents, the file of a thread. */
const isAsset = (path) => !/\.ts$|\bREADME\.md$|[\\/]bin$/.test(path)

function build() {
  // npm pack shows what is on standard error only.
  const options = { cwd: root, stdio: ['ignore', 2, 2] }
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], options)
  const [from, to] = [join(root, 'worker'), join(root, 'dist', 'worker')]
  if (status === 0) cpSync(from, to, { recursive: true, filter: isAsset })
  return status ?? 1
}

if (isClone) {
  // What is left of a source that is gone would be packed.
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  if (existsSync(tsc)) process.exitCode = build()
  else if (/^(pack|publish)$/.test(process.env.npm_command ?? 'pack')) {
    console.error('howdah: TypeScript is not installed, so there is nothing to pack: run  npm ci')
    process.exitCode = 1
  }
}
