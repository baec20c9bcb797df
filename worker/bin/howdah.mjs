#!/usr/bin/env node
// The sources are TypeScript and run as they are: there is no build to fall behind them. By require, as hooks for
// import need a thread with a heap of its own for as long as the process lives.
import { createRequire } from 'node:module'
import { register } from 'tsx/cjs/api'

register()
const { main } = createRequire(import.meta.url)('../cli.ts')
process.exitCode = await main(process.argv.slice(2), process.env)
