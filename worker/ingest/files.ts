import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { installHint } from '../package-version.ts'
import { formatOf } from './formats/index.ts'
import { Unreadable, type Page } from './formats/page.ts'
import { cleanTitle } from './title.ts'
import { findFiles, refused, type Findings, type Found, type Problem } from './walk.ts'

export type { Findings, Problem }

/** A file that was read, as the document that it will be. */
export type SourceText = Found & Page & { title: string }

/** Bytes of the largest file that is taken. */
export const maxFileBytes = 10 * 1024 * 1024

/** Rounded up to a tenth, so that what is too large never looks as if it fitted. */
const megabytes = (bytes: number) => `${Math.ceil((bytes / 1024 / 1024) * 10) / 10} MB`

async function readSource(found: Found, maxBytes: number): Promise<SourceText | Problem> {
  const { path } = found
  const info = await stat(path)
  if (info.size > maxBytes) {
    return {
      path,
      problem: `the file has ${megabytes(info.size)}, more than ${megabytes(maxBytes)}`,
      hint: 'split it into several files',
    }
  }
  const { what, packages, read } = formatOf(basename(path))!
  const bytes = await readFile(path)
  const isBlank = /^(\ufeff|\s)*$/.test(bytes.subarray(0, 1000).toString()) && bytes.length < 1000
  if (isBlank) return { path, problem: 'the file is empty', isEmpty: true }
  try {
    const { content, title } = await read(bytes)
    if (!/\S/.test(content.replaceAll('\ufeff', '')))
      return { path, problem: 'there is no text in the file', isEmpty: true }
    return { ...found, content, title: cleanTitle(title ?? '') ?? basename(path) }
  } catch (error) {
    if (error instanceof Unreadable) return { path, problem: error.message, hint: error.hint }
    if ((error as { code?: string }).code === 'ERR_MODULE_NOT_FOUND') {
      const needs = `${packages.length > 1 ? 'packages' : 'package'} ${packages.join(' and ')}`
      return { path, problem: `${what} need the optional ${needs}`, hint: installHint(packages) }
    }
    const problem = `${what === 'web pages' ? 'the web page' : 'the file'} cannot be taken apart`
    return { path, problem, hint: 'save its text as .md or .txt' }
  }
}

/**
 * Reads files and folders; yields each text once, however often it is named, or what is wrong with a path. `report` is
 * told what was found before the first is read; `maxBytes` is the size of the largest file that is taken.
 */
export async function* readFiles(
  paths: string[],
  {
    maxBytes = maxFileBytes,
    report,
  }: { maxBytes?: number; report?: (findings: Findings) => void } = {},
): AsyncGenerator<SourceText | Problem> {
  const findings = await findFiles(paths)
  report?.(findings)
  yield* findings.problems
  for (const found of findings.files)
    yield await readSource(found, maxBytes).catch((error: unknown) => refused(found.path, error))
}
