import { strToU8, zipSync } from 'fflate'

const xml = (text: string) => strToU8(`<?xml version="1.0" encoding="UTF-8"?>${text}`)
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const rels = (targets: Record<string, string>) =>
  xml(
    `<Relationships>${Object.entries(targets)
      .map(([id, target]) => `<Relationship Id="${id}" Target="${target}"/>`)
      .join('')}</Relationships>`,
  )

/** A PDF with one text a page; none without a text. */
export function makePdf(pages: string[], title = ''): Uint8Array {
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', '']
  const kids: number[] = []
  for (const page of pages) {
    const lines = page
      .split('\n')
      .map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj 0 -${line === '' ? 24 : 14} Td`)
    const stream = page === '' ? '' : `BT /F1 12 Tf 72 720 Td ${lines.join(' ')} ET`
    objects.push(`<</Length ${stream.length}>>stream\n${stream}\nendstream`)
    const font = '<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>'
    objects.push(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents ${objects.length} 0 R/Resources${font}>>`,
    )
    kids.push(objects.length)
  }
  objects[1] = `<</Type/Pages/Kids[${kids.map((id) => `${id} 0 R`).join(' ')}]/Count ${kids.length}>>`
  objects.push(`<</Title (${title})>>`)
  let text = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const at = text.length
    text += `${index + 1} 0 obj${object}endobj\n`
    return at
  })
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  text += `trailer<</Size ${objects.length + 1}/Root 1 0 R/Info ${objects.length} 0 R>>\n`
  return strToU8(`${text}startxref\n${start}\n%%EOF`, true)
}

/** A text document with this body (paragraphs and tables in WordprocessingML). */
export const makeDocx = (body: string): Uint8Array =>
  zipSync({
    'word/document.xml': xml(`<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`),
    'word/styles.xml': xml(
      '<w:styles><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>',
    ),
    'word/_rels/document.xml.rels': xml(
      '<Relationships><Relationship Id="r1" Target="https://example.com/x" TargetMode="External"/></Relationships>',
    ),
    'word/media/picture.png': new Uint8Array(100),
  })

/** A paragraph of a text document. */
export const paragraph = (text: string, style = ''): string =>
  `<w:p><w:pPr>${style && `<w:pStyle w:val="${style}"/>`}</w:pPr><w:r><w:t>${escaped(text)}</w:t></w:r></w:p>`

/** A workbook with one sheet; numbers are numbers, dates ('2031-03-15') and shares ('12%') are styled ones. */
export function makeXlsx(
  rows: (string | number)[][],
  { sheet = 'Plans', isFrom1904 = false } = {},
): Uint8Array {
  const dayZero = isFrom1904 ? 24_107 : 25_569
  const texts: string[] = []
  const cell = (value: string | number, at: string) => {
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
    if (/^\d{4}-\d\d-\d\d$/.test(value))
      return `<c r="${at}" s="1"><v>${Date.parse(value) / 86_400_000 + dayZero}</v></c>`
    if (/^\d+%$/.test(value))
      return `<c r="${at}" s="2"><v>${Number.parseInt(value, 10) / 100}</v></c>`
    return `<c r="${at}" t="s"><v>${texts.push(value) - 1}</v></c>`
  }
  const lines = rows.map((row, r) => {
    const cells = row.map((value, c) =>
      value === '' ? '' : cell(value, `${String.fromCharCode(66 + c)}${r + 2}`),
    )
    return `<row r="${r + 2}">${cells.join('')}</row>`
  })
  return zipSync({
    'xl/workbook.xml': xml(
      `<workbook><workbookPr date1904="${Number(isFrom1904)}"/><sheets>` +
        `<sheet name="${sheet}" sheetId="1" r:id="rId1"/>` +
        `<sheet name="Hidden" sheetId="2" state="hidden" r:id="rId1"/>` +
        `</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': rels({ rId1: 'worksheets/sheet1.xml' }),
    'xl/styles.xml': xml(
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>' +
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs></styleSheet>',
    ),
    'xl/worksheets/sheet1.xml': xml(
      `<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`,
    ),
    'xl/sharedStrings.xml': xml(
      `<sst>${texts.map((text) => `<si><r><t>${escaped(text)}</t></r></si>`).join('')}</sst>`,
    ),
  })
}

/** A presentation: of each slide a title and a text. */
export function makePptx(slides: [title: string, text: string][]): Uint8Array {
  const shape = (type: string, text: string) =>
    `<p:sp><p:nvPr><p:ph type="${type}"/></p:nvPr><p:txBody><a:p><a:r><a:t>${escaped(text)}` +
    `</a:t></a:r></a:p></p:txBody></p:sp>`
  const files: Record<string, Uint8Array> = {
    'ppt/presentation.xml': xml(
      `<p:presentation><p:sldIdLst>${slides.map((_, at) => `<p:sldId r:id="r${at}"/>`).join('')}` +
        `</p:sldIdLst></p:presentation>`,
    ),
    'ppt/_rels/presentation.xml.rels': rels(
      Object.fromEntries(slides.map((_, at) => [`r${at}`, `slides/slide${at + 1}.xml`])),
    ),
  }
  slides.forEach(([title, text], at) => {
    files[`ppt/slides/slide${at + 1}.xml`] = xml(
      `<p:sld><p:spTree>${shape('title', title)}${shape('body', text)}</p:spTree></p:sld>`,
    )
  })
  return zipSync(files)
}

/** A book of chapters in XHTML. */
export const makeEpub = (title: string, chapters: string[]): Uint8Array =>
  zipSync({
    mimetype: strToU8('application/epub+zip'),
    'META-INF/container.xml': xml(
      '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
    ),
    'OEBPS/book.opf': xml(
      `<package><metadata><dc:title>${title}</dc:title></metadata><manifest>${chapters
        .map((_, at) => `<item id="c${at}" href="text/chapter%20${at}.xhtml"/>`)
        .join(
          '',
        )}</manifest><spine>${chapters.map((_, at) => `<itemref idref="c${at}"/>`).join('')}</spine></package>`,
    ),
    ...Object.fromEntries(
      chapters.map((chapter, at) => [
        `OEBPS/text/chapter ${at}.xhtml`,
        xml(`<html><head><title>no</title></head><body>${chapter}</body></html>`),
      ]),
    ),
  })
