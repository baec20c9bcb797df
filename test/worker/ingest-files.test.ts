import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  readFiles,
  type Findings,
  type Problem,
  type SourceText,
} from '../../worker/ingest/files.ts'

const home = process.cwd()
let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'howdah-files-')))
  process.chdir(folder)
})
afterEach(() => {
  process.chdir(home)
  rmSync(folder, { recursive: true, force: true })
})

/** Writes files by path, folders included. */
function write(files: Record<string, string | Uint8Array>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

async function read(paths: string[], options = {}) {
  const texts: SourceText[] = []
  const problems: Problem[] = []
  let found: Findings | undefined
  for await (const entry of readFiles(paths, { ...options, report: (all) => (found = all) })) {
    if ('problem' in entry) problems.push(entry)
    else texts.push(entry)
  }
  return { texts, problems, sources: texts.map(({ source }) => source), found: found! }
}

const problemOf = async (path: string, options = {}) => {
  const { texts, problems } = await read([path], options)
  expect(texts).toEqual([])
  expect(problems).toHaveLength(1)
  expect(problems[0]!.hint ?? problems[0]!.isEmpty).toBeTruthy()
  return problems[0]!.problem
}

const one = async (name: string, content: string | Uint8Array) => {
  write({ [name]: content })
  const { texts, problems } = await read([name])
  expect(problems).toEqual([])
  return texts[0]!
}

describe('folders', () => {
  it('are read below, sorted, without hidden entries, node_modules and other endings', async () => {
    write({
      'docs/b.md': 'b',
      'docs/a.TXT': 'a',
      'docs/sub/c.markdown': 'c',
      'docs/sub/d.htm': 'd',
      'docs/.hidden.md': 'no',
      'docs/.git/x.md': 'no',
      'docs/node_modules/x.md': 'no',
      'docs/picture.png': 'no',
    })
    const { sources, problems, texts, found } = await read(['docs'])
    expect(sources).toEqual(['a.TXT', 'b.md', 'sub/c.markdown', 'sub/d.htm'])
    expect(problems).toEqual([])
    expect([...found.passedOver]).toEqual([['.png', 1]])
    const files = texts.map(({ file }) => file)
    expect(files[0]).toBe(join(folder, 'docs/a.TXT'))
    expect(found.places).toEqual([join(folder, 'docs')])
    // The same files under the same sources from wherever it runs.
    expect((await read([join(folder, 'docs')])).sources).toEqual(sources)
    process.chdir('docs/sub')
    expect((await read(['..'])).texts.map(({ file }) => file)).toEqual(files)
    expect((await read(['..'])).sources).toEqual(sources)
    process.chdir('..')
    expect((await read(['.'])).sources).toEqual(sources)
    expect((await read(['sub/c.markdown', '.'])).sources.sort()).toEqual(sources)
  })

  it('named twice give each file once, and no problem', async () => {
    write({ 'docs/sub/a.md': 'a' })
    const { sources, problems } = await read(['docs', 'docs/sub', 'docs/', 'docs/sub/a.md'])
    expect(sources).toEqual(['sub/a.md'])
    expect(problems).toEqual([])
  })

  it('that link to each other end', async () => {
    write({ 'a/one.md': '1', 'b/two.md': '2' })
    symlinkSync('..', join(folder, 'a/up'))
    symlinkSync('../a', join(folder, 'b/a'))
    symlinkSync('../b', join(folder, 'a/b'))
    expect((await read(['.'])).texts.map(({ content }) => content).sort()).toEqual(['1', '2'])
  })

  it('report a link that leads nowhere only where a document would have been', async () => {
    write({ 'a/one.md': '1' })
    symlinkSync('gone', join(folder, 'a/two.md'))
    symlinkSync('loop.md', join(folder, 'a/loop.md'))
    symlinkSync('gone', join(folder, 'a/three'))
    const { sources, problems } = await read(['a'])
    expect(sources).toEqual(['one.md'])
    expect(problems.map(({ path, problem }) => [path, problem])).toEqual([
      ['a/loop.md', 'cannot be read (ELOOP)'],
      ['a/two.md', 'there is no such file or folder'],
    ])
  })

  it('without readable files are a problem, and one problem stops nothing', async () => {
    write({ 'empty/x.png': 'x', 'good.md': 'good' })
    expect(await problemOf('empty')).toBe('the folder holds no files that are read')
    const { sources, problems } = await read(['gone', 'empty', 'good.md'])
    expect(sources).toEqual(['good.md'])
    expect(problems.map(({ path }) => path)).toEqual(['gone', 'empty'])
  })

  it('reached by a link are where the link leads, for the file as for what is deleted', async () => {
    write({ 'a/one.md': '1', 'far/two.md': '2' })
    symlinkSync('../far', join(folder, 'a/link'))
    const { texts, found } = await read(['a'])
    expect(texts.map(({ source }) => source)).toEqual(['link/two.md', 'one.md'])
    expect(texts.map(({ file }) => file)).toEqual([
      join(folder, 'far/two.md'),
      join(folder, 'a/one.md'),
    ])
    expect(found.places).toEqual([join(folder, 'a'), join(folder, 'far')])
  })
})

describe('a file that cannot be taken', () => {
  it('is not there', async () =>
    expect(await problemOf('gone.md')).toBe('there is no such file or folder'))

  it.each(['', '\n \t\n', '\ufeff'])('is empty, which is no failure: %j', async (content) => {
    write({ 'a.md': content, 'b.pdf': content })
    expect(await problemOf('a.md')).toBe('the file is empty')
    expect((await read(['b.pdf'])).problems).toMatchObject([{ isEmpty: true }])
  })

  it('is too large, with its size; exactly at the limit it is taken', async () => {
    write({ 'a.txt': 'x'.repeat(10 * 1024 * 1024 + 1), 'b.txt': 'x'.repeat(10 * 1024 * 1024) })
    expect(await problemOf('a.txt')).toBe('the file has 10.1 MB, more than 10 MB')
    expect((await read(['b.txt'])).sources).toEqual(['b.txt'])
    expect(await problemOf('b.txt', { maxBytes: 1024 * 1024 })).toMatch(/10 MB, more than 1 MB$/)
  })

  it('is binary', async () => {
    write({ 'a.txt': 'text\0text' })
    expect(await problemOf('a.txt')).toBe('not a text file: a NUL byte stands at byte 4')
  })

  it.each([
    ['a byte that is never valid', 'one\ntw', [0xff], 'o', 6],
    ['a character cut at the end', 'one\nä', [0xe2, 0x82], '', 6],
    ['a surrogate', 'one\n12', [0xed, 0xa0, 0x80], '', 6],
    ['an overlong form', 'one\n12', [0xc0, 0xaf], 'x', 6],
  ])('is not UTF-8: %s', async (_, before, bad, after, position) => {
    write({ 'a.txt': Buffer.concat([Buffer.from(before), Buffer.from(bad), Buffer.from(after)]) })
    expect(await problemOf('a.txt')).toBe(`not valid UTF-8 at byte ${position} (line 2)`)
  })

  it('has another ending, or is a pipe, when it is named', async () => {
    write({ 'a.zip': 'x', 'package-lock.json': '{}', tool: 'x' })
    execFileSync('mkfifo', ['pipe.md'])
    for (const path of ['a.zip', 'package-lock.json', 'tool', 'pipe.md']) {
      expect(await problemOf(path)).toBe('not a file that is read')
    }
  })

  it('is a web page without text, or one that would keep the parser for minutes', async () => {
    write({
      'c.html': '<p>short<li>lived<br>'.repeat(1500),
      'a.html': '<title>Only</title><script>x()</script>',
      'b.html': '<div>'.repeat(100_000) + 'deep',
    })
    expect(await problemOf('a.html')).toBe('there is no text in the file')
    expect(await problemOf('b.html')).toBe('the web page cannot be taken apart')
    expect((await read(['c.html'])).sources).toEqual(['c.html'])
  })
})

describe('text', () => {
  it('loses its byte order mark and \\r, and keeps form feeds', async () => {
    const { content } = await one('a.txt', '\ufeffone\r\ntwo\rthree\fpage two\n')
    expect(content).toBe('one\ntwo\nthree\fpage two\n')
  })

  it.each([
    ['a.md', '---\ntitle: "From: front"\ntags: x\n---\n# Heading', 'From: front'],
    ['a.md', '---\ntags: x\n---\n# Heading', 'Heading'],
    ['a.md', 'intro\n\n## Second level ##\n', 'Second level'],
    ['a.md', '```sh\n# a comment\n```\n\n# Real', 'Real'],
    ['a.md', 'Underlined\n==========\n', 'Underlined'],
    ['a.md', '- item\n---\ntext', 'a.md'],
    ['a.md', 'no heading', 'a.md'],
    ['a.md', '---\ntitle: >-\n  Folded\n  over lines\n---\n', 'Folded over lines'],
    ['a.md', "---\ntitle: 'It''s here'\n---\nx", "It's here"],
    ['a.md', '---\ntitle: Refunds # old name\n---\nx', 'Refunds'],
    ['a.md', '---\ntitle: Refunds: how\n---\nx', 'Refunds: how'],
    ['a.md', '+++\ntitle = "From TOML"\n+++\n# No', 'From TOML'],
    ['README.md', '<h1 align="center">Acme</h1>\n\n## Installation', 'Acme'],
    [
      'a.md',
      '<p>\n<h1 align=center>\n  <img src="x" alt="Acme logo">\n</h1>\n\n## Install',
      'Acme logo',
    ],
    ['a.md', '<!--\n# Old\n-->\n\n<!-- # No --># Real', 'Real'],
    [
      'a.md',
      '## The `v-model` **rule** [docs](https://x.example) {#v-model}',
      'The v-model rule docs',
    ],
    ['a.md', '```npm i```\n\n# Two', 'Two'],
    ['a.md', 'First line\nsecond line\n---\nBody', 'First line second line'],
    ['a.md', '# snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
    ['sub/a.txt', '# not markdown', 'a.txt'],
    ['a.html', '<head><title>A &amp; B_c\n d</title></head><h1>Other</h1>', 'A & B_c d'],
    ['a.html', '<h1>The <em>first</em></h1><p>x', 'The first'],
    ['a.html', '<p>x', 'a.html'],
  ])('%s: %j has the title %j', async (name, content, title) =>
    expect((await one(name, content)).title).toBe(title),
  )

  it('has a title of 300 characters at most', async () => {
    expect([...(await one('a.md', `# ${'😀'.repeat(400)}`)).title]).toHaveLength(300)
  })

  it('of a web page is markdown without scripts, styles and navigation', async () => {
    const { content } = await one(
      'a.html',
      `<!doctype html><html><head><title>No</title><style>no{}</style><script>no()</script>
       <body><nav>no</nav><noscript>no</noscript><h2>Refunds</h2><p>Within <b>30</b> days.
       <ul><li>one<li>two</ul><pre><code>select 1;\nselect 2;</code></pre>`,
    )
    expect(content).not.toMatch(/no/i)
    expect(content).toContain('## Refunds\n\nWithin **30** days.')
    expect(content).toContain('- one\n- two')
    expect(content).toContain('```\nselect 1;\nselect 2;\n```')
  })
})
