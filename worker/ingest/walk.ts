import { readdir, realpath, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** A path that could not be taken. */
export type Problem = { path: string; problem: string; hint?: string }

const endings = new Set(['.md', '.markdown', '.txt', '.html', '.htm'])

/** Whether a file with this name is read. */
export const isReadable = (path: string) => endings.has(extname(path).toLowerCase())

/** What is wrong with a path that the system refuses. */
export function refused(path: string, error: unknown): Problem {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') {
    return { path, problem: 'there is no such file or folder', hint: 'check the path' }
  }
  return { path, problem: `cannot be read (${code ?? 'unknown error'})`, hint: 'check its rights' }
}

/**
 * Readable files below a folder, sorted, and what could not be read; hidden entries and node_modules
 * are left out. `seen` are the real paths of folders that were read: links make loops, and many links
 * many ways to the same place.
 */
export async function* walk(
  folder: string,
  seen = new Set<string>(),
): AsyncGenerator<string | Problem> {
  try {
    const real = await realpath(folder)
    if (seen.has(real)) return
    seen.add(real)
    for (const name of (await readdir(folder)).sort()) {
      if (name.startsWith('.') || name === 'node_modules') continue
      const path = join(folder, name)
      try {
        const info = await stat(path)
        if (info.isDirectory()) yield* walk(path, seen)
        else if (info.isFile() && isReadable(name)) yield path
      } catch (error) {
        // A link that leads nowhere matters only where a document would have been.
        if (isReadable(name)) yield refused(path, error)
      }
    }
  } catch (error) {
    yield refused(folder, error)
  }
}
