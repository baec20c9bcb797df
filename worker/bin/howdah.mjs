#!/usr/bin/env node
// A clone has the sources and runs those, by tsx; the package has only what was compiled from them.
import { existsSync } from 'node:fs'

const isClone = existsSync(new URL('../cli.ts', import.meta.url))

/** Lets Node.js import TypeScript; false when the clone has no development dependencies. */
async function readTypeScript() {
  try {
    const { register } = await import('tsx/esm/api')
    register()
    return true
  } catch (error) {
    if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error
    console.error('howdah: a clone runs its TypeScript with tsx, which is not installed')
    console.error('  hint: run  npm ci  here, or install the package that  npm pack  makes')
    return false
  }
}

if (isClone && !(await readTypeScript())) process.exitCode = 1
else {
  const { main } = await import(isClone ? '../cli.ts' : '../../dist/worker/cli.js')
  process.exitCode = await main(process.argv.slice(2), process.env)
}
