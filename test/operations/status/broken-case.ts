import type { Sql } from 'postgres'
import type { Status } from '../../../worker/status/types.ts'
import type { Stub } from '../../stub/provider.ts'
import type { TestDatabase } from '../../support/database.ts'
import type { TestWorker } from '../../worker/in-process.ts'

export type Ground = {
  database: TestDatabase
  sql: Sql
  stub: Stub
  work: (env?: Record<string, string>) => Promise<TestWorker>
}
/** One broken set-up, and what has to be said of it. */
export type Case = {
  name: string
  make: (ground: Ground) => Promise<unknown>
  cause: RegExp
  cure: RegExp
  state: Status['state'] | Status['state'][]
  /** What wait_reason() says. */
  reason?: RegExp
}
