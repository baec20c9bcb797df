import { shortFaults } from './short.ts'

await shortFaults('a connection of its own')
