// A server in a process of its own, for tests that kill it: prints its URL, then runs until the end.
import { startEmbedded } from '../../worker/embedded/index.ts'

try {
  const server = await startEmbedded({ folder: process.argv[2]!, port: 0 })
  console.log(server.url)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
