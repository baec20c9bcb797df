import type { World } from './world.ts'

/** One thing that goes wrong: it brings work, spoils it, and leaves the world able to go on. */
export type Fault = {
  name: string
  /**
   * `restart` needs a server of its own, `disk` a file system that can be mounted, `listen` workers with
   * sessions of their own.
   */
  needs?: 'restart' | 'disk' | 'listen'
  run(world: World): Promise<void>
}
