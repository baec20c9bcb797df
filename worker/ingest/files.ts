import { readFile, readdir, realpath, stat } from 'node:fs/promises'
import { basename, extname, join, relative } from 'node:path'
import { decodeText } from './decode.ts'
import { htmlToMarkdown } from './html.ts'

/** A readable file; `source` is its path from the working folder, with slashes. */
export type SourceText = { source: string; title: string; content: string }

/** A path that could not be taken. */
export type Problem = { path: string; problem: string; hint?: string }

const endings = new Set(['.md', '.markdown', '.txt', '.html', '.htm'])

/** Bytes of the largest file that is taken. */
export const maxFileBytes = 10 * 1024 * 1024

/** Paths below a folder, sorted; hidden entries, node_modules and folders seen before are left out. */
async function* walk(folder: string, seen: Set<string>): AsyncGenerator<string> {
  const real = await realpath(folder)
  if (seen.has(real)) return
  seen.add(real)
  const names = (await readdir(folder)).sort()
  for (const name of names) {
    if (name.startsWith('.') || name === 'node_modules') continue
    const path = join(folder, name)
    const info = await stat(path).catch(() => undefined)
    if (info?.isDirectory()) yield* walk(path, seen)
    else if (info?.isFile() && endings.has(extname(name).toLowerCase())) yield path
  }
}

const toSource = (path: string) => relative(process.cwd(), path).replaceAll('\\', '/') || path

/** What the sources of all files below a folder begin with; empty for the working folder. */
export function sourcePrefix(folder: string): string {
  const path = relative(process.cwd(), folder).replaceAll('\\', '/')
  return path === '' ? '' : `${path}/`
}

async function readSource(path: string): Promise<SourceText | Problem> {
  const info = await stat(path)
  if (info.size > maxFileBytes) {
    return {
      path,
      problem: `the file has ${(info.size / 1024 / 1024).toFixed(0)} MB, more than 10 MB`,
      hint: 'split it into several files',
    }
  }
  const decoded = decodeText(await readFile(path))
  if ('problem' in decoded) return { path, ...decoded }
  const isHtml = /\.html?$/i.test(path)
  const page = isHtml ? htmlToMarkdown(decoded.text) : { content: decoded.text, title: null }
  if (page.content.trim() === '') {
    return { path, problem: 'there is no text in the file', hint: 'nothing was added' }
  }
  const heading = /\.(md|markdown|html?)$/i.test(path)
    ? /^#{1,2} +(.+)$/m.exec(page.content)?.[1]
    : undefined
  return {
    source: toSource(path),
    title: page.title ?? heading?.trim().slice(0, 300) ?? basename(path),
    content: page.content,
  }
}

/** Reads files and folders; yields each text, or what is wrong with a path. */
export async function* readFiles(paths: string[]): AsyncGenerator<SourceText | Problem> {
  const seen = new Set<string>()
  for (const path of paths) {
    const info = await stat(path).catch(() => undefined)
    if (!info) {
      yield { path, problem: 'there is no such file or folder', hint: 'check the path' }
    } else if (info.isDirectory()) {
      let count = 0
      for await (const file of walk(path, seen)) {
        count += 1
        yield await readOrSay(file)
      }
      if (count === 0) {
        yield {
          path,
          problem: 'the folder holds no .md, .txt or .html files',
          hint: 'convert other formats to text first',
        }
      }
    } else if (!endings.has(extname(path).toLowerCase())) {
      yield { path, problem: 'not a .md, .txt or .html file', hint: 'convert it to text first' }
    } else {
      yield await readOrSay(path)
    }
  }
}

async function readOrSay(path: string): Promise<SourceText | Problem> {
  try {
    return await readSource(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return {
      path,
      problem: `cannot be read (${code ?? 'unknown error'})`,
      hint: 'check its rights',
    }
  }
}
