import { readFile, stat } from 'node:fs/promises'
import { basename, extname, relative, resolve } from 'node:path'
import { decodeText } from './decode.ts'
import { htmlToMarkdown } from './html.ts'
import { markdownTitle } from './title.ts'
import { isReadable, refused, walk, type Problem } from './walk.ts'

export type { Problem }

/** A readable file; `source` is its path from the working folder, with slashes; HTML is markdown by now. */
export type SourceText = {
  source: string
  title: string
  content: string
  kind: 'markdown' | 'text' | 'html'
}

/** Bytes of the largest file that is taken. */
export const maxFileBytes = 10 * 1024 * 1024

const toSource = (path: string) => relative(process.cwd(), path).replaceAll('\\', '/') || path

/** What the sources of all files below a folder begin with; empty for the working folder. */
export function sourcePrefix(folder: string): string {
  const path = relative(process.cwd(), folder).replaceAll('\\', '/')
  return path === '' ? '' : `${path}/`
}

/** Rounded up to a tenth, so that what is too large never looks as if it fitted. */
const megabytes = (bytes: number) => `${Math.ceil((bytes / 1024 / 1024) * 10) / 10} MB`

const kinds: Record<string, SourceText['kind']> = {
  '.txt': 'text',
  '.html': 'html',
  '.htm': 'html',
}

async function readSource(path: string, maxBytes: number): Promise<SourceText | Problem> {
  const info = await stat(path)
  if (info.size > maxBytes) {
    return {
      path,
      problem: `the file has ${megabytes(info.size)}, more than ${megabytes(maxBytes)}`,
      hint: 'split it into several files',
    }
  }
  const decoded = decodeText(await readFile(path))
  if ('problem' in decoded) return { path, ...decoded }
  const kind = kinds[extname(path).toLowerCase()] ?? 'markdown'
  let page: { content: string; title: string | null } = { content: decoded.text, title: null }
  if (kind === 'html') {
    try {
      page = await htmlToMarkdown(decoded.text)
    } catch (error) {
      const { code, hint } = error as { code?: string; hint?: string }
      if (code === 'ERR_MODULE_NOT_FOUND' && hint)
        return { path, problem: 'web pages need the optional package turndown', hint }
      const problem = 'the web page cannot be taken apart'
      return { path, problem, hint: 'save its text as .md or .txt' }
    }
  }
  if (page.content.trim() === '') {
    return { path, problem: 'there is no text in the file', hint: 'nothing was added' }
  }
  const title = page.title ?? (kind === 'text' ? null : markdownTitle(page.content))
  return { source: toSource(path), title: title ?? basename(path), content: page.content, kind }
}

async function* pathsOf(path: string): AsyncGenerator<string | Problem> {
  const info = await stat(path).catch((error: unknown) => refused(path, error))
  if ('problem' in info) yield info
  else if (info.isDirectory()) {
    let count = 0
    for await (const entry of walk(path)) {
      count += 1
      yield entry
    }
    if (count === 0) {
      const problem = 'the folder holds no .md, .txt or .html files'
      yield { path, problem, hint: 'convert other formats to text first' }
    }
  } else if (!info.isFile() || !isReadable(path)) {
    yield { path, problem: 'not a .md, .txt or .html file', hint: 'convert it to text first' }
  } else yield path
}

/**
 * Reads files and folders; yields each text once, however often it is named, or what is wrong with a
 * path. `maxBytes` is the size of the largest file that is taken.
 */
export async function* readFiles(
  paths: string[],
  { maxBytes = maxFileBytes }: { maxBytes?: number } = {},
): AsyncGenerator<SourceText | Problem> {
  const seen = new Set<string>()
  for (const path of paths) {
    for await (const entry of pathsOf(path)) {
      if (typeof entry !== 'string') yield entry
      else if (!seen.has(resolve(entry))) {
        seen.add(resolve(entry))
        yield await readSource(entry, maxBytes).catch((error: unknown) => refused(entry, error))
      }
    }
  }
}
