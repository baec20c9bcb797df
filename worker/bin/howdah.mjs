#!/usr/bin/env node
// The sources are TypeScript and run as they are: there is no build to fall behind them.
import { register } from 'tsx/esm/api'

register()
const { main } = await import('../cli.ts')
process.exitCode = await main(process.argv.slice(2), process.env)
