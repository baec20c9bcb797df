import { shortFaults } from './short.ts'

await shortFaults('PgBouncer')
