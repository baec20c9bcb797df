import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  readFiles,
  sourcePrefix,
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
  for await (const entry of readFiles(paths, options)) {
    if ('problem' in entry) problems.push(entry)
    else texts.push(entry)
  }
  return { texts, problems, sources: texts.map(({ source }) => source) }
}

const problemOf = async (path: string, options = {}) => {
  const { texts, problems } = await read([path], options)
  expect(texts).toEqual([])
  expect(problems).toHaveLength(1)
  expect(problems[0]!.hint).toBeTruthy()
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
    const { sources, problems, texts } = await read(['docs'])
    expect(sources).toEqual(['docs/a.TXT', 'docs/b.md', 'docs/sub/c.markdown', 'docs/sub/d.htm'])
    expect(texts.map(({ kind }) => kind)).toEqual(['text', 'markdown', 'markdown', 'html'])
    expect(problems).toEqual([])
    expect((await read(['.'])).sources).toEqual(sources)
    expect((await read([join(folder, 'docs')])).sources).toEqual(sources)
    process.chdir('docs/sub')
    expect((await read(['..'])).sources).toEqual(['../a.TXT', '../b.md', 'c.markdown', 'd.htm'])
  })

  it('named twice give each file once, and no problem', async () => {
    write({ 'docs/sub/a.md': 'a' })
    const { sources, problems } = await read(['docs', 'docs/sub', 'docs/', 'docs/sub/a.md'])
    expect(sources).toEqual(['docs/sub/a.md'])
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
    expect(sources).toEqual(['a/one.md'])
    expect(problems.map(({ path, problem }) => [path, problem])).toEqual([
      ['a/loop.md', 'cannot be read (ELOOP)'],
      ['a/two.md', 'there is no such file or folder'],
    ])
  })

  it('without readable files are a problem, and one problem stops nothing', async () => {
    write({ 'empty/x.png': 'x', 'good.md': 'good' })
    expect(await problemOf('empty')).toBe('the folder holds no .md, .txt or .html files')
    const { sources, problems } = await read(['gone', 'empty', 'good.md'])
    expect(sources).toEqual(['good.md'])
    expect(problems.map(({ path }) => path)).toEqual(['gone', 'empty'])
  })

  it('begin the sources of what is below', () => {
    expect([sourcePrefix('.'), sourcePrefix('docs/'), sourcePrefix(join(folder, 'a'))]).toEqual([
      '',
      'docs/',
      'a/',
    ])
  })
})

describe('a file that cannot be taken', () => {
  it('is not there', async () =>
    expect(await problemOf('gone.md')).toBe('there is no such file or folder'))

  it.each(['', '\n \t\n', '\ufeff'])('is empty: %j', async (content) => {
    write({ 'a.md': content })
    expect(await problemOf('a.md')).toBe('the file is empty')
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
    ['Latin-1, where a character is left open', 'one\nca', [0xe9], ' au lait', 6],
    ['a character cut at the end', 'one\nä', [0xe2, 0x82], '', 6],
    ['a surrogate', 'one\n12', [0xed, 0xa0, 0x80], '', 6],
    ['an overlong form', 'one\n12', [0xc0, 0xaf], 'x', 6],
  ])('is not UTF-8: %s', async (_, before, bad, after, position) => {
    write({ 'a.txt': Buffer.concat([Buffer.from(before), Buffer.from(bad), Buffer.from(after)]) })
    expect(await problemOf('a.txt')).toBe(`not valid UTF-8 at byte ${position} (line 2)`)
  })

  it('has another ending, or is a pipe, when it is named', async () => {
    write({ 'a.pdf': 'x', README: 'x' })
    execFileSync('mkfifo', ['pipe.md'])
    for (const path of ['a.pdf', 'README', 'pipe.md']) {
      expect(await problemOf(path)).toBe('not a .md, .txt or .html file')
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
    ['sub/a.txt', '# not markdown', 'a.txt'],
    ['a.html', '<head><title>A &amp; B_c\n d</title></head><h1>Other</h1>', 'A & B_c d'],
    ['a.html', '<h1>The <em>first</em></h1><p>x', 'The _first_'],
    ['a.html', '<p>x', 'a.html'],
  ])('%s: %j has the title %j', async (name, content, title) =>
    expect((await one(name, content)).title).toBe(title),
  )

  it('has a title of 300 characters at most', async () => {
    expect([...(await one('a.md', `# ${'😀'.repeat(400)}`)).title]).toHaveLength(300)
  })

  it('of a web page is markdown without scripts, styles and navigation', async () => {
    const { content, kind } = await one(
      'a.html',
      `<!doctype html><html><head><title>No</title><style>no{}</style><script>no()</script>
       <body><nav>no</nav><noscript>no</noscript><h2>Refunds</h2><p>Within <b>30</b> days.
       <ul><li>one<li>two</ul><pre><code>select 1;\nselect 2;</code></pre>`,
    )
    expect(kind).toBe('html')
    expect(content).not.toMatch(/no/i)
    expect(content).toContain('## Refunds\n\nWithin **30** days.')
    expect(content).toMatch(/\* {3}one\n\* {3}two/)
    expect(content).toContain('```\nselect 1;\nselect 2;\n```')
  })
})
