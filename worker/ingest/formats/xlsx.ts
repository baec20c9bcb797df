import { rowsToMarkdown } from './separated.ts'
import { Unreadable, type Reader } from './page.ts'
import { coreTitle, readXml, relations, unpack, type Archive } from './zip.ts'

const main = 'xl/workbook.xml'
type Kind = 'number' | 'date' | 'percent'

/** Number of a column, from 0: A, B .. Z, AA. */
const columnOf = (reference: string) =>
  [...(/^[A-Z]+/.exec(reference)?.[0] ?? 'A')].reduce(
    (sum, char) => sum * 26 + char.charCodeAt(0) - 64,
    0,
  ) - 1

function kindOf(id: number, code: string | undefined): Kind {
  if ((id >= 14 && id <= 22) || (id >= 45 && id <= 47)) return 'date'
  if (id === 9 || id === 10) return 'percent'
  const bare = (code ?? '').replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
  if (/[ydhs]/i.test(bare)) return 'date'
  return bare.includes('%') ? 'percent' : 'number'
}

/** What the numbers of each style are. */
async function cellKinds(archive: Archive): Promise<Kind[]> {
  const codes = new Map<number, string>()
  const kinds: Kind[] = []
  let isCell = false
  await readXml(archive, 'xl/styles.xml', {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(+attributes['numFmtId']!, attributes['formatCode'] ?? '')
      else if (name === 'cellXfs') isCell = true
      else if (name === 'xf' && isCell) {
        const id = +(attributes['numFmtId'] ?? 0)
        kinds.push(kindOf(id, codes.get(id)))
      }
    },
    close: (name) => name === 'cellXfs' && (isCell = false),
  })
  return kinds
}

async function sharedTexts(archive: Archive): Promise<string[]> {
  const texts: string[] = []
  let text = ''
  let isText = false
  let phonetic = 0
  await readXml(archive, 'xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') phonetic += 1
      isText = name === 't' && phonetic === 0
    },
    text: (part) => isText && (text += part),
    close(name) {
      if (name === 'si') texts.push(text)
      if (name === 'rPh') phonetic -= 1
      isText = false
    },
  })
  return texts
}

/** A number as people see it: a date by its days since `dayZero`, no digits that only binary fractions have. */
function shown(value: string, kind: Kind, dayZero: number): string {
  const number = Number(value)
  if (value === '' || !Number.isFinite(number)) return value
  if (kind === 'percent') return `${Number((number * 100).toPrecision(12))}%`
  if (kind === 'number') return String(Number(number.toPrecision(15)))
  const text = new Date(Math.round((number - dayZero) * 86_400) * 1000).toISOString()
  const [day, time] = [text.slice(0, 10), text.slice(11, 19).replace(/:00$/, '')]
  if (number < 1) return time
  return number % 1 === 0 ? day : `${day} ${time}`
}

async function sheetRows(
  archive: Archive,
  path: string,
  texts: string[],
  kinds: Kind[],
  dayZero: number,
): Promise<string[][]> {
  const rows: string[][] = []
  let row: string[] = []
  let cell = { column: 0, type: '', kind: 'number' as Kind }
  let value = ''
  let isValue = false
  await readXml(archive, path, {
    open(name, { r = '', t = 'n', s = '0' }) {
      if (name === 'row') row = []
      else if (name === 'c') {
        cell = { column: r ? columnOf(r) : row.length, type: t, kind: kinds[+s] ?? 'number' }
        value = ''
      }
      isValue = name === 'v' || name === 't'
    },
    text: (text) => isValue && (value += text),
    close(name) {
      isValue = false
      if (name === 'row') rows.push(row)
      if (name !== 'c' || value === '' || cell.column > 16_384) return
      while (row.length < cell.column) row.push('')
      if (cell.type === 's') row[cell.column] = texts[+value] ?? ''
      else if (cell.type === 'b') row[cell.column] = value === '1' ? 'TRUE' : 'FALSE'
      else row[cell.column] = cell.type === 'n' ? shown(value, cell.kind, dayZero) : value
    },
  })
  const filled = rows.filter((one) => one.some((text) => text.trim() !== ''))
  const from = filled.reduce(
    (least, one) =>
      Math.min(
        least,
        one.findIndex((text) => text !== ''),
      ),
    Infinity,
  )
  return filled.map((one) => one.slice(from))
}

/** A workbook: each sheet that is shown is a heading and a table. */
export const readXlsx: Reader = async (bytes) => {
  const archive = await unpack(
    bytes,
    /^(xl\/(workbook|styles|sharedStrings|worksheets\/[^/]+)\.xml|xl\/_rels\/workbook\.xml\.rels|docProps\/core\.xml)$/,
  )
  if (!archive.has(main)) throw new Unreadable('it holds no workbook', 'open it and save it anew')
  const targets = await relations(archive, main)
  const sheets: { name: string; path: string }[] = []
  // Days from 1970: workbooks count from 1900, some of the Mac from 1904.
  let dayZero = 25_569
  await readXml(archive, main, {
    open(tag, { name = '', state = 'visible', 'r:id': id = '', date1904 }) {
      if (tag === 'workbookPr' && /^(1|true)$/.test(date1904 ?? '')) dayZero = 24_107
      if (tag === 'sheet' && state === 'visible') sheets.push({ name, path: targets.get(id) ?? '' })
    },
  })
  const [texts, kinds] = [await sharedTexts(archive), await cellKinds(archive)]
  const blocks: string[] = []
  for (const { name, path } of sheets) {
    const rows = await sheetRows(archive, path, texts, kinds, dayZero)
    if (rows.length > 0) blocks.push(`## ${name}`, rowsToMarkdown(rows))
  }
  return { content: blocks.join('\n\n'), title: await coreTitle(archive) }
}
