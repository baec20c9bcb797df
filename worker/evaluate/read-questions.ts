import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { usageError } from '../arguments.ts'

/** A question with the sources that answer it, and how well: 1 where relevant is relevant. */
export type Question = { query: string; sources: [source: string, grade: number][] }

type Line = { query?: unknown; sources?: unknown }

const example = '{"query": "How long do refunds take?", "sources": ["refunds.md"]}'

/** One line of JSON: sources are an array, or an object of grades. */
function fromJson(line: string): Question {
  let read: Line
  try {
    read = JSON.parse(line) as Line
  } catch {
    throw new Error('is not JSON')
  }
  const { query, sources } = read ?? {}
  if (typeof query !== 'string' || query.trim() === '') throw new Error('has no "query"')
  const graded: [string, unknown][] = Array.isArray(sources)
    ? sources.map((source) => [String(source), 1])
    : Object.entries(sources ?? {})
  if (graded.length === 0) throw new Error('has no "sources"')
  return {
    query,
    sources: graded.map(([source, grade]) => {
      if (typeof grade !== 'number') throw new Error(`has a grade of "${source}" that is no number`)
      return [source, grade]
    }),
  }
}

/** query, tab, source, and perhaps a tab and a grade. */
function fromTabs(line: string): Question {
  const [query = '', source = '', grade = '1', more] = line.split('\t')
  if (query.trim() === '' || source.trim() === '' || more !== undefined)
    throw new Error('is not a query, a tab and a source (and a tab and a grade)')
  if (grade.trim() === '' || Number.isNaN(Number(grade)))
    throw new Error('has a grade that is no number')
  return { query: query.trim(), sources: [[source.trim(), Number(grade)]] }
}

const readers: Record<string, (line: string) => Question> = { jsonl: fromJson, tsv: fromTabs }
const readerOf = (file: string) => readers[/\.(\w+)$/.exec(file)?.[1] ?? '']

/** Files of questions below the paths, in order. */
async function questionFiles(paths: string[]): Promise<string[]> {
  const files: string[] = []
  for (const path of paths) {
    if (!(await stat(path)).isDirectory()) {
      if (!readerOf(path)) throw usageError(`${path} is neither .jsonl nor .tsv`)
      files.push(path)
      continue
    }
    const below = (await readdir(path, { recursive: true })).filter((name) => readerOf(name)).sort()
    files.push(...below.map((name) => join(path, name)))
  }
  if (files.length === 0) throw usageError('there is no .jsonl or .tsv below these paths', example)
  return files
}

/** Reads the questions below the paths; rejects with the file and the line that is not one. */
export async function readQuestions(paths: string[]): Promise<Question[]> {
  const questions: Question[] = []
  for (const file of await questionFiles(paths)) {
    const text = await readFile(file, 'utf8')
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      if (line.trim() === '') continue
      try {
        questions.push(readerOf(file)!(line))
      } catch (error) {
        throw Object.assign(new Error(`line ${index + 1} of ${file} ${(error as Error).message}`), {
          hint: file.endsWith('.tsv') ? 'How long do refunds take?<tab>refunds.md' : example,
        })
      }
    }
  }
  if (questions.length === 0) throw usageError('the files have no question', example)
  return questions
}
