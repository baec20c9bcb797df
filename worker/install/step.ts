import type { SourceFile } from './sources.ts'

/**
 * When a step runs: always, when the migration is not in the ledger, or when the functions are due: others than
 * those of this package are there, or what they left in the catalog is not what is in it.
 */
export type Condition = 'always' | { missingMigration: string } | 'functions due'

/** One file to run under a condition; the steps of a plan make one transaction. */
export type Step = SourceFile & { when: Condition }

/** What is due in a database, as `dueStep` found it. */
export type Due = { migrations: Set<string>; functions: boolean }
