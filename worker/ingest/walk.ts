import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { endingOf, formatOf } from './formats/index.ts'

/** A path that could not be taken; `isEmpty` where nothing is wrong but that there is no text in it. */
export type Problem = { path: string; problem: string; hint?: string; isEmpty?: boolean }

/** A file to be read. */
export type Found = {
  /** As it was named. */
  path: string
  /** From the root, without links on the way: the same from every folder. */
  file: string
  /** From the folder that was named, with slashes. */
  source: string
}

/** All that paths lead to. */
export type Findings = {
  files: Found[]
  problems: Problem[]
  /** How many files are not read, by their ending. */
  passedOver: Map<string, number>
  /** The folders and files that were named, and what links in them lead to, from the root. */
  places: string[]
}

const slashes = (path: string) => (sep === '/' ? path : path.replaceAll(sep, '/')).normalize('NFC')

/** The path from the folder where this runs: what a source was before it began at the folder that is named. */
export const formerSource = (path: string): string =>
  relative(process.cwd(), path).replaceAll('\\', '/') || path

/** What is wrong with a path that the system refuses. */
export function refused(path: string, error: unknown): Problem {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') {
    return { path, problem: 'there is no such file or folder', hint: 'check the path' }
  }
  return { path, problem: `cannot be read (${code ?? 'unknown error'})`, hint: 'check its rights' }
}

/**
 * Notes the files below a folder, sorted; hidden entries and node_modules are left out. `seen` are the real paths of
 * folders that were read: links make loops, and many links many ways to the same place.
 */
async function walk(
  folder: string,
  found: Findings,
  note: (path: string, file: string) => void,
  seen: Set<string>,
): Promise<void> {
  try {
    const real = await realpath(folder)
    if (seen.has(real)) return
    seen.add(real)
    if (!found.places.some((place) => real === place || real.startsWith(`${place}${sep}`)))
      found.places.push(real)
    for (const name of (await readdir(folder)).sort()) {
      if (name.startsWith('.') || name === 'node_modules') continue
      const path = join(folder, name)
      try {
        const info = await stat(path)
        if (info.isDirectory()) await walk(path, found, note, seen)
        else if (info.isFile() && formatOf(name)) note(path, join(real, name))
        else if (info.isFile()) {
          const ending = endingOf(name)
          found.passedOver.set(ending, (found.passedOver.get(ending) ?? 0) + 1)
        }
      } catch (error) {
        // A link that leads nowhere matters only where a document would have been.
        if (formatOf(name)) found.problems.push(refused(path, error))
      }
    }
  } catch (error) {
    found.problems.push(refused(folder, error))
  }
}

/**
 * Finds the files that paths lead to, each once, however often it is named: its source begins at the outermost folder
 * that is named.
 */
export async function findFiles(paths: string[]): Promise<Findings> {
  const found: Findings = { files: [], problems: [], passedOver: new Map(), places: [] }
  const files = new Map<string, Found>()
  const seen = new Set<string>()
  const named: { path: string; real: string; isFolder: boolean }[] = []
  for (const path of paths) {
    try {
      const info = await stat(path)
      if (!info.isDirectory() && (!info.isFile() || !formatOf(basename(path)))) {
        const problem = 'not a file that is read'
        found.problems.push({ path, problem, hint: 'convert it to text first' })
        continue
      }
      const real = info.isDirectory()
        ? await realpath(path)
        : join(await realpath(dirname(path)), basename(path))
      named.push({ path, real, isFolder: info.isDirectory() })
    } catch (error) {
      found.problems.push(refused(path, error))
    }
  }
  // Outer folders first.
  for (const { path, real, isFolder } of named.sort(
    (one, other) => one.real.length - other.real.length,
  )) {
    if (!isFolder) {
      if (!files.has(real)) files.set(real, { path, file: real, source: slashes(basename(path)) })
      found.places.push(real)
      continue
    }
    const before = found.problems.length + files.size
    const isInside = seen.has(real)
    await walk(
      path,
      found,
      (one, file) => {
        if (!files.has(file))
          files.set(file, { path: one, file, source: slashes(relative(path, one)) })
      },
      seen,
    )
    if (!isInside && found.problems.length + files.size === before) {
      const problem = 'the folder holds no files that are read'
      found.problems.push({ path, problem, hint: 'howdah ingest --help says which are' })
    }
  }
  found.files = [...files.values()]
  return found
}
