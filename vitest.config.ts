import { defineConfig } from 'vitest/config'
import type { Reporter, TestModule } from 'vitest/node'
import type { Counts } from './test/support/vitest.ts'

// Tells the driver (test/run.ts) what passed, and ends with it.
const toDriver: Reporter = {
  onTestRunEnd: (modules) => void process.send?.(count(modules), () => {}),
}
process.channel?.unref()
process.on('disconnect', () => process.exit(1))

function count(modules: readonly TestModule[]): Counts {
  const tests = modules.flatMap((module) => [...module.children.allTests()])
  const inState = (state: string) => tests.filter((one) => one.result().state === state).length
  const isBroken = (module: TestModule) => module.state() === 'failed' && module.children.size === 0
  return {
    passed: inState('passed'),
    failed: inState('failed') + modules.filter(isBroken).length,
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/bench/**', 'test/**/fixtures/**'],
    reporters: ['default', toDriver],
    pool: 'forks',
    maxWorkers: 2,
    // Tests of one file that run at once: those with workers of their own need the machine.
    maxConcurrency: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
