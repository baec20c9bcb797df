import { describe, expect, it } from 'vitest'
import { zipSync } from 'fflate'
import { formatOf } from '../../worker/ingest/formats/index.ts'
import { makeDocx, makeEpub, makePdf, makePptx, makeXlsx, paragraph } from './office.ts'

const read = (name: string, content: string | Uint8Array) =>
  formatOf(name)!.read(typeof content === 'string' ? Buffer.from(content) : content)
const contentOf = async (name: string, content: string | Uint8Array) =>
  (await read(name, content)).content

describe('a PDF', () => {
  it('is read page by page, with its paragraphs and whole words', async () => {
    const pdf = makePdf(
      [
        'Refunds take thirty days.\nWe refund inter-\nnational orders.\n\nAsk us.',
        '',
        'Second (2) page.',
      ],
      'The refunds',
    )
    const { content, title } = await read('a.pdf', pdf)
    expect(content).toBe(
      'Refunds take thirty days.\nWe refund international orders.\n\nAsk us.\n\f\n\fSecond (2) page.',
    )
    expect(title).toBe('The refunds')
  })

  it('without a text is empty, a broken one says so', async () => {
    expect(await contentOf('a.pdf', makePdf(['', '']))).toBe('')
    await expect(read('a.pdf', 'not a pdf')).rejects.toThrow('it is damaged')
    expect((await read('a.pdf', makePdf(['x'], 'Microsoft Word - x.doc'))).title).toBe(null)
  })
})

describe('a text document', () => {
  it('keeps headings, lists, tables, links and what was inserted, and leaves out what was deleted', async () => {
    const row = (cells: string[]) =>
      `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`
    const item = (text: string) =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`
    const docx = makeDocx(
      [
        paragraph('Refunds & returns', 'berschrift1'),
        '<w:p><w:r><w:t xml:space="preserve">Within </w:t></w:r><w:ins><w:r><w:t>30</w:t></w:r></w:ins>',
        '<w:del><w:r><w:delText>20</w:delText></w:r></w:del><w:r><w:t xml:space="preserve"> days, see </w:t></w:r>',
        '<w:hyperlink r:id="r1"><w:r><w:t>our page</w:t></w:r></w:hyperlink></w:p>',
        item('one') + item('two'),
        `<w:tbl>${row(['Plan', 'Price'])}${row(['Solo', '9 | 10'])}</w:tbl>`,
        '<w:p/>',
        paragraph('The end.'),
        '<w:p><w:r><w:pict><w:txbxContent>no</w:txbxContent></w:pict></w:r></w:p>',
      ].join(''),
    )
    const { content, title } = await read('a.docx', docx)
    expect(content).toBe(
      [
        '# Refunds & returns',
        'Within 30 days, see [our page](https://example.com/x)',
        '- one\n- two',
        '| Plan | Price |\n| --- | --- |\n| Solo | 9 \\| 10 |',
        'The end.',
      ].join('\n\n'),
    )
    expect(title).toBe('Refunds & returns')
  })

  it('that is none says so', async () => {
    await expect(read('a.docx', 'PK')).rejects.toThrow('it is damaged')
    await expect(read('a.docx', zipSync({}))).rejects.toThrow('it holds no text document')
    const sealed = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...new Uint8Array(600)])
    await expect(read('a.docx', sealed)).rejects.toThrow(/password/)
  })

  it('that would unpack to more than memory is refused', async () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(110 * 1024 * 1024) })
    expect(bomb.length).toBeLessThan(1024 * 1024)
    await expect(read('a.docx', bomb)).rejects.toThrow('it unpacks to more than 100 MB')
  })
})

describe('a workbook, a presentation, a book', () => {
  it('have tables under the names of their sheets, as people see the values', async () => {
    const xlsx = makeXlsx([
      ['Plan', 'Since', 'Price', 'Share'],
      ['Solo', '2031-03-15', 0.1 + 0.2, '12%'],
      ['', '', '', ''],
      ['Team & co', '', 49, ''],
    ])
    expect(await contentOf('a.xlsx', xlsx)).toBe(
      [
        '## Plans',
        '| Plan | Since | Price | Share |\n| --- | --- | --- | --- |\n| Solo | 2031-03-15' +
          ' | 0.3 | 12% |\n| Team & co |  | 49 |  |',
      ].join('\n\n'),
    )
  })

  it('have days as people see them, also counted from 1904', async () => {
    const xlsx = makeXlsx([['Since'], ['2031-03-15']], { isFrom1904: true })
    expect(await contentOf('a.xlsx', xlsx)).toMatch(/\| 2031-03-15 \|/)
  })

  it('have slides as pages', async () => {
    const { content, title } = await read(
      'a.pptx',
      makePptx([
        ['One', 'first'],
        ['Two', 'second'],
      ]),
    )
    expect([content, title]).toEqual(['## One\n\nfirst\n\f## Two\n\nsecond', 'One'])
  })

  it('have chapters', async () => {
    const epub = makeEpub('The book', ['<h1>One</h1><p>first', '<h1>Two</h1><p>second</p>'])
    expect(await read('a.epub', epub)).toEqual({
      content: '# One\n\nfirst\n\n# Two\n\nsecond',
      title: 'The book',
    })
  })
})

describe('values that are separated', () => {
  it.each([
    ['a.csv', 'Plan,Price\nSolo,"9, or 10"\n"Te""am",49\n'],
    ['a.csv', 'Plan;Price\nSolo;"9, or 10"\n"Te""am";49'],
    ['a.csv', 'sep=|\nPlan|Price\nSolo|9, or 10\n"Te""am"|49'],
    ['a.tsv', 'Plan\tPrice\nSolo\t9, or 10\nTe"am\t49\n'],
  ])('%s: %j is a table', async (name, content) =>
    expect(await contentOf(name, content)).toBe(
      '| Plan | Price |\n| --- | --- |\n| Solo | 9, or 10 |\n| Te"am | 49 |',
    ),
  )

  it('say the name beside each value where rows are long', async () => {
    const long = 'Many words. '.repeat(60).trim()
    expect(await contentOf('a.csv', `id,text,note\n1,"${long}\nmore",\n2,short,n`)).toBe(
      `id: 1\ntext: ${long}\nmore\n\nid: 2\ntext: short\nnote: n`,
    )
  })

  it.each(['only one line', 'no separators\nin these\nlines', 'a,b'])('%j stays', async (content) =>
    expect(await contentOf('a.csv', content)).toBe(content),
  )

  it('lose nothing where a quote is never closed, and take no time over it', async () => {
    const content = await contentOf('a.csv', `a,b\n1,"open\n${'2,x\n'.repeat(200_000)}`)
    expect(content).toMatch(/\| 1 \| "open \|\n\| 2 \| x \|/)
  })
})

describe('encodings', () => {
  const utf16 = (text: string, mark = '\ufeff') => Buffer.from(mark + text, 'utf16le')
  const french = 'Le café est à côté. Les élèves préfèrent la forêt.'
  const chinese = [
    0xcd, 0xcb, 0xbf, 0xee, 0xbd, 0xab, 0xd4, 0xda, 0xc8, 0xfd, 0xca, 0xae, 0xcc, 0xec, 0xc4, 0xda,
    0xb4, 0xa6, 0xc0, 0xed, 0xcd, 0xea, 0xb1, 0xcf, 0xa1, 0xa3,
  ]
  const russian = Uint8Array.from(
    [...'Возврат средств производится в течение тридцати дней.'].map((char) =>
      char > '\u0400' ? char.charCodeAt(0) - 0x0410 + 0xc0 : char.charCodeAt(0),
    ),
  )
  it.each<[string, Uint8Array, string]>([
    ['UTF-16 with a mark', utf16('One\r\ntwo ä'), 'One\ntwo ä'],
    ['UTF-16, the other way round', utf16('One ä').swap16(), 'One ä'],
    ['UTF-16 without a mark', utf16('One two three', ''), 'One two three'],
    ['windows-1252', Buffer.from(french, 'latin1'), french],
    ['GB2312', Uint8Array.from(chinese), '退款将在三十天内处理完毕。'],
    ['windows-1251', russian, 'Возврат средств производится в течение тридцати дней.'],
  ])('%s is read', async (_, bytes, text) => expect(await contentOf('a.txt', bytes)).toBe(text))

  it('that a page declares is believed', async () => {
    const page =
      `<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2"><p>P\xf8\xedli\xb9` +
      ` \xbelu\xbbou\xe8k\xfd k\xf9\xf2`
    expect(await contentOf('a.html', Buffer.from(page, 'latin1'))).toBe('Příliš žluťoučký kůň')
  })

  it.each<[string, number[]]>([
    ['random bytes', Array.from({ length: 300 }, (_, at) => ((at * 7919 + 131) % 255) + 1)],
    ['broken UTF-8', [...Buffer.from('Größe und Übergabe: '), 0xc3, ...Buffer.from(' dreißig')]],
  ])('%s are refused', async (_, bytes) => {
    await expect(read('a.txt', Uint8Array.from(bytes))).rejects.toThrow(/not valid UTF-8 at byte/)
  })
})

it('a table of some thousand rows has each of them once, below one head', async () => {
  const rows = Array.from({ length: 2500 }, (_, n) => `${n},name ${n}`)
  const content = await contentOf('a.csv', ['id,name', ...rows].join('\n'))
  const lines = rows.map((row) => `| ${row.replace(',', ' | ')} |`)
  expect(content).toBe(['| id | name |', '| --- | --- |', ...lines].join('\n'))
})
