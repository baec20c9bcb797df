import { basename, dirname, join, normalize } from 'node:path'

/** What the mapping needs to know: every test, and which files each TypeScript file imports. */
export type Project = { tests: string[]; imports: Map<string, string[]> }

/**
 * The tests that a saved file touches, by its path from the root of the project:
 * a test: itself; `functions/**`: the tests of its name, else the pgTAP files of its folder; TypeScript: the vitest
 * files that import it or bear its name, else those that reach it through others; what else lies under test/: the
 * tests beside it. None for `db/**`, which touches everything: the caller decides.
 */
export function touchedBy(saved: string, { tests, imports }: Project): string[] {
  if (tests.includes(saved)) return [saved]
  const [top = ''] = saved.split('/')
  const stem = basename(saved).replace(/\.\w+$/, '')
  const mirror = join('test', dirname(saved.replace(/^(functions|test)\//, ''))).replace(
    /\/internal\b/g,
    '',
  )
  const named = tests.filter((path) => isNamed(path, stem))
  if (top === 'functions') {
    const there = named.filter(
      (path) => dirname(path) === mirror || basename(path).startsWith(`${stem}.`),
    )
    return there.length > 0 ? there : nearest(tests, mirror, '.sql')
  }
  if (saved.endsWith('.ts')) {
    const mirrored = named.filter((path) => path.endsWith('.ts') && path.startsWith(`${mirror}/`))
    const close = new Set([...importers(imports, [saved]), ...mirrored])
    const touched = tests.filter((path) => close.has(path))
    if (touched.length > 0) return touched
    const far = reaching(imports, saved)
    return tests.filter((path) => far.has(path))
  }
  return top === 'test' ? nearest(tests, mirror) : []
}

/** The relative imports of a TypeScript file, as paths from the root of the project. */
export const importsOf = (path: string, source: string): string[] =>
  [...source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g)].map((match) =>
    normalize(join(dirname(path), match[1]!)),
  )

/** A test of that name, or of the name and more: admit.sql, admit-race.test.ts. */
const isNamed = (path: string, stem: string) =>
  ['-', '.'].some((next) => basename(path).startsWith(`${stem}${next}`))

/** The tests of a folder, or of the nearest one above it that has any. */
function nearest(tests: string[], folder: string, ending = ''): string[] {
  for (let at = folder; at !== '.' && at !== 'test'; at = dirname(at)) {
    const there = tests.filter((path) => dirname(path) === at && path.endsWith(ending))
    if (there.length > 0) return there
  }
  return []
}

const importers = (imports: Map<string, string[]>, files: string[]): string[] =>
  [...imports].filter(([, its]) => its.some((one) => files.includes(one))).map(([path]) => path)

/** Everything that imports the file, or imports what does. */
function reaching(imports: Map<string, string[]>, file: string): Set<string> {
  const found = new Set<string>()
  for (let last = [file]; last.length > 0;) {
    last = importers(imports, last).filter((path) => !found.has(path))
    for (const path of last) found.add(path)
  }
  return found
}
