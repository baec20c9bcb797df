import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Sql } from 'postgres'
import { until } from '../support/command.ts'
import { onServer, type World, type Fault } from './world.ts'

const megabyte = 1024 * 1024

/** A file system of 8 MB for the server's user, or why there is none. */
function mountFor(dataDirectory: string): { folder: string; unmount(): void } | string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'only root on Linux may mount'
  const folder = mkdtempSync(join(tmpdir(), 'howdah-disk-'))
  try {
    const { uid, gid } = statSync(dataDirectory)
    const options = `size=8m,mode=700,uid=${uid},gid=${gid}`
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' })
  } catch (error) {
    rmdirSync(folder)
    return `no file system can be mounted: ${error instanceof Error ? error.message : error}`
  }
  const unmount = () => {
    execFileSync('umount', [folder], { stdio: 'pipe' })
    rmdirSync(folder)
  }
  return { folder, unmount }
}

const dataDirectory = async (sql: Sql) =>
  (await sql`select current_setting('data_directory') as folder`)[0]!.folder as string

/** Why the fault of the full disk cannot run against this server; undefined when it can. */
export async function whyNoDisk(sql: Sql): Promise<string | undefined> {
  const mounted = mountFor(await dataDirectory(sql))
  if (typeof mounted === 'string') return mounted
  mounted.unmount()
  return undefined
}

function fill(path: string): void {
  for (const size of [megabyte, 8192, 512]) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
}

/** Feeds four documents; a known text copies its vector at once, so that the application may meet the full disk. */
async function feedFull(world: World): Promise<void> {
  try {
    await world.feed(4)
  } catch (error) {
    if ((error as { code?: unknown }).code !== '53100') throw error
    await feedFull(world)
  }
}

/** The tablespace of the vectors is full for a while. */
export const fullDisk: Fault = {
  name: 'the disk of the vectors is full for a while',
  needs: 'disk',
  async run(world) {
    const { sql } = world
    const mounted = mountFor(await dataDirectory(sql))
    if (typeof mounted === 'string') throw new Error(mounted)
    const space = basename(mounted.folder).replaceAll('-', '_').toLowerCase()
    await sql.unsafe(`create tablespace ${space} location '${mounted.folder}'`)
    // A tablespace is dropped after the database that uses it.
    world.afterwards.push(async () => {
      await onServer(world.server, (admin) => admin.unsafe(`drop tablespace ${space}`))
      mounted.unmount()
    })
    const [table] = await sql`
      select format('howdah.embeddings_%s', id) as name from howdah.models
       where provider = 'stub' and kind = 'embedding'`
    await sql.unsafe(`alter table ${table!.name as string} set tablespace ${space}`)
    const filler = join(mounted.folder, 'filler')
    fill(filler)
    for (let n = 0; n < 10; n += 1) await feedFull(world)
    const isTold = async () =>
      world.workers.some((worker) => worker.output().includes('No space left'))
    await until('a worker is told that the disk is full', isTold, 40 + world.patience)
    rmSync(filler)
    world.patience += 10
  },
}
