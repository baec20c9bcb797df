import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { makeDocx, makeEpub, makePdf, makePptx, makeXlsx, paragraph } from './office.ts'

let folder: string
let database: TestDatabase
let env: Record<string, string>
beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'howdah-folder-')))
  database = await createDatabase()
  env = { DATABASE_URL: database.url }
})
afterAll(async () => {
  await database?.drop()
  rmSync(folder, { recursive: true, force: true })
})

const write = (path: string, content: string | Uint8Array) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), content)
}
const ingest = (args: string[], cwd = '.') =>
  runCommand(['ingest', ...args], env, join(folder, cwd))

/** Letters for a number: words, whatever the language makes of them. */
const letters = (n: number) =>
  [...String(n).padStart(3, '0')]
    .map((digit) => 'bdfghklmnp'[+digit]! + 'aeiouaeiou'[+digit]!)
    .join('')

/** Of each ending how many files, and one with this word in it. */
const kinds: Record<string, [count: number, make: (word: string) => string | Uint8Array]> = {
  md: [90, (word) => `---\ntitle: About ${word}\n---\n\n# Part\n\nAll of ${word} here.\n`],
  html: [40, (word) => `<nav>menu</nav><main><h1>Page</h1><p>All of ${word} here.</main>`],
  txt: [20, (word) => `All of ${word} here.\n`],
  'latin.txt': [
    10,
    (word) => Buffer.from(`Größe und Übergabe: ${word} für alle, höchstens.`, 'latin1'),
  ],
  'wide.txt': [10, (word) => Buffer.from(`\ufeffAll of ${word} hêre.`, 'utf16le')],
  csv: [20, (word) => `name,note\none,"first, ${word}"\ntwo,other\n`],
  json: [10, (word) => JSON.stringify({ note: word })],
  rst: [15, (word) => `Guide\n~~~~~\n\nAll of ${word} here.\n`],
  adoc: [10, (word) => `= Guide\n\nAll of ${word} here.\n`],
  mdx: [10, (word) => `import X from './x'\n\n# Guide\n\n<X>All of ${word} here.</X>\n`],
  pdf: [15, (word) => makePdf(['First page.', `All of ${word} here.`])],
  docx: [14, (word) => makeDocx(paragraph('Guide', 'berschrift1') + paragraph(`All of ${word}.`))],
  xlsx: [
    10,
    (word) =>
      makeXlsx([
        ['Plan', 'Note'],
        ['Solo', word],
      ]),
  ],
  pptx: [8, (word) => makePptx([['Guide', `All of ${word} here.`]])],
  epub: [5, (word) => makeEpub('Book', [`<h1>Guide</h1><p>All of ${word} here.</p>`])],
}

describe('a folder of 300 files of all kinds', () => {
  const words = new Map<string, string>()
  const versions = async () =>
    Object.fromEntries(
      (
        await database.sql<{ source: string; version: number }[]>`
          select source, version from howdah.documents`
      ).map(({ source, version }) => [source, version]),
    )
  /** Sources that each of the words is found in. */
  const found = async (wanted: string[]) => {
    const rows = await database.sql<{ word: string; sources: string[] }[]>`
      select w as word, array_agg(distinct s.source) filter (where s.source is not null) as sources
        from unnest(${database.sql.array(wanted)}::text[]) as w
        left join lateral howdah.search(w, 3, mode => 'keyword') as s on true
       group by w`
    return new Map(rows.map(({ word, sources }) => [word, sources ?? []]))
  }

  it('is taken, found by every word, and what is not taken is told', async () => {
    for (const [ending, [count, make]] of Object.entries(kinds)) {
      for (let n = 0; n < count; n += 1) {
        const word = `qu${letters(words.size)}x`
        const source = `${n % 3 === 0 ? 'deep/er/' : ''}${n}.${ending}`
        words.set(source, word)
        write(join('docs', source), make(word))
      }
    }
    write('docs/README', 'All of quokkareadme here.')
    words.set('README', 'quokkareadme')
    write('docs/empty.md', '')
    write('docs/blank.html', '<script>x()</script>')
    write('docs/scan.pdf', makePdf(['']))
    write('docs/broken.docx', 'PK\u0003\u0004 no more')
    write('docs/broken.txt', Uint8Array.from([...Buffer.from('Größe und Übergabe '), 0xc3, 0x28]))
    for (const name of [
      'a.zip',
      'b.zip',
      'deep/c.zip',
      'setup.exe',
      'logo.png',
      'package-lock.json',
      'x.ts',
    ])
      write(join('docs', name), 'x')
    write('docs/.git/config.md', 'no')
    expect(words.size + 3 + 2 + 7).toBe(300)

    await database.sql`select howdah.add_document('Made by the application.', 'application.md')`
    await database.sql`create table articles (id integer primary key, body text)`
    await database.sql`insert into articles values (1, 'A row.')`
    await database.sql`select howdah.watch_table('articles', '{body}')`
    await database.sql`select howdah.sync_watched()`

    const { code, out, err } = await ingest(['docs', '--no-wait'])
    expect(out).toBe(
      'passed over: 3 .zip, 1 .exe, 1 .json, 1 .png, 1 .ts\n' +
        `${words.size} documents added or changed, 0 unchanged\n`,
    )
    expect(err.trim().split('\n').sort()).toEqual([
      '  hint: open it and save it anew',
      '  hint: save it as UTF-8: which other encoding it has is not certain',
      'howdah: docs/blank.html: there is no text in the file, nothing was added',
      'howdah: docs/broken.docx: it is damaged',
      expect.stringMatching(/^howdah: docs\/broken.txt: not valid UTF-8 at byte 22 \(line 1\)$/),
      'howdah: docs/empty.md: the file is empty, nothing was added',
      'howdah: docs/scan.pdf: there is no text in the file, nothing was added',
    ])
    expect(code).toBe(1)
    const sources = await found([...words.values()])
    expect([...words].filter(([source, word]) => String(sources.get(word)) !== source)).toEqual([])
    expect((await runCommand(['worker', '--drain'], env)).code).toBe(0)
  }, 240_000)

  it('is not touched by a second run, from another folder', async () => {
    rmSync(join(folder, 'docs/broken.txt'))
    rmSync(join(folder, 'docs/broken.docx'))
    const before = await versions()
    const [{ calls } = { calls: -1 }] = await database.sql<{ calls: number }[]>`
      select count(*)::int as calls from howdah_internal.jobs_done`
    for (const [cwd, path] of [
      ['docs', '.'],
      ['docs/deep', '..'],
      ['.', join(folder, 'docs')],
    ] as const) {
      const { code, out } = await ingest([path, '--delete-missing'], cwd)
      expect(out).toContain('0 documents deleted whose files are gone\n')
      expect(out).toContain(`0 documents added or changed, ${words.size} unchanged\n`)
      expect(out).toMatch(/(\d+) of \1 chunks embedded/)
      expect(code).toBe(0)
    }
    expect(await versions()).toEqual(before)
    expect(
      await database.sql`
        select count(*)::int as calls, (select count(*)::int from howdah_internal.jobs) as waiting
          from howdah_internal.jobs_done`,
    ).toEqual([{ calls, waiting: 0 }])
  }, 240_000)

  it('is followed by a third, which touches what changed and nothing else', async () => {
    const before = await versions()
    write('docs/1.pdf', makePdf(['All of quokkanew here.']))
    write('docs/1.csv', 'name,note\none,quokkacsv\n')
    write('docs/1.md', '')
    write('docs/new/one.md', 'All of quokkaone here.')
    write('docs/2.latin.txt', Uint8Array.from([...Buffer.from('Größe und Übergabe '), 0xc3, 0x28]))
    for (const name of ['2.pdf', 'deep/er/0.html']) rmSync(join(folder, 'docs', name))
    const refused = await ingest(['../docs', '--delete-missing', '--no-wait'], 'docs')
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('nothing was deleted, since some files could not be read')
    expect(Object.keys(await versions())).toEqual(
      expect.arrayContaining(['2.pdf', '1.md', '2.latin.txt']),
    )

    rmSync(join(folder, 'docs/2.latin.txt'))
    mkdirSync(join(folder, 'other'))
    const done = await ingest(['../docs', '--delete-missing', '--no-wait'], 'other')
    expect(done.code).toBe(0)
    expect(done.out).toContain('4 documents deleted whose files are gone\n')
    const after = await versions()
    const gone = Object.keys(before).filter((source) => !(source in after))
    expect(gone.sort()).toEqual(['1.md', '2.latin.txt', '2.pdf', 'deep/er/0.html'])
    const touched = Object.keys(after).filter((source) => after[source] !== before[source])
    expect(touched.sort()).toEqual(['1.csv', '1.pdf', 'new/one.md'])
    expect(after).toMatchObject({ 'application.md': 1, 'public.articles/1': 1 })
    expect([...(await found(['quokkanew', 'quokkacsv', words.get('2.pdf')!])).values()]).toEqual(
      expect.arrayContaining([['1.pdf'], ['1.csv'], []]),
    )
  }, 240_000)
})
