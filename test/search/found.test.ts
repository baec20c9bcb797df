import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRandom, newSeed } from '../support/random.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { samples } from './samples.ts'

const random = createRandom(newSeed('found'))
const root = join(import.meta.dirname, '..', '..')
let database: TestDatabase
let sql: TestDatabase['sql']
beforeAll(async () => {
  database = await createDatabase({ template: 'plain' })
  sql = database.sql
})
afterAll(() => database.drop())

/** What a text must be found by: runs of letters and digits, with a letter in two characters, or of three digits. */
const runsOf = (text: string) =>
  [...new Set(text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])].filter(
    (run) => (/\p{L}/u.test(run) && [...run].length >= 2) || /^\d{3,}$/.test(run),
  )

const letters = 'abcdefghijklmnopqrstuvwxyz'
const some = (alphabet: string, least: number, most: number) =>
  Array.from({ length: random.int(least, most) }, () => random.pick([...alphabet])).join('')
const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1)
const word = () =>
  random.pick([
    () => some(letters, 2, 9),
    () => capital(some(letters, 2, 9)),
    () => some(letters, 2, 5) + capital(some(letters, 2, 5)),
    () => some(letters.toUpperCase(), 2, 5),
    () => some(letters.toUpperCase(), 2, 4) + some(letters, 2, 5),
    () => some('0123456789', 3, 6),
    () => some(letters, 1, 4) + some('0123456789', 1, 4),
    () => some('0123456789', 1, 3) + some(letters, 1, 4),
    () => some('0123456789abcdef', 4, 12),
    () => `${some(letters, 1, 4)}é${some(letters, 1, 3)}`,
  ])()
const joints = [...'<>/.-_:@=?&#,\'"()[]\\+*|!;%^{}~$`’–—…·•→«»']
const text = () => {
  let made = ''
  for (let n = random.int(3, 8); n > 0; n -= 1) {
    const [before, behind] = [random.pick(['', '', ' ']), random.pick(['', '', ' '])]
    const joint = Array.from({ length: random.pick([1, 1, 1, 2]) }, () => random.pick(joints))
    made += `${word()}${before}${joint.join('')}${behind}`
  }
  return made + word()
}

describe('every word that a reader sees is found', () => {
  it('in words joined by any sign', async () => {
    const texts = Array.from({ length: 180 }, text)
    await sql`select howdah.create_collection('joined', language => 'simple')`
    await sql`select howdah.add_document(t.text, t.n::text, collection => 'joined')
      from jsonb_array_elements_text(${sql.json(texts)}) with ordinality as t (text, n)`
    const asked = texts.flatMap((one, n) =>
      runsOf(one).map((run) => ({ n: String(n + 1), run, one })),
    )
    expect(asked.length).toBeGreaterThan(500)
    const lost = await sql`
      select a.run, a.one from jsonb_to_recordset(${sql.json(asked)}) as a (n text, run text, one text)
       where not exists (
         select from howdah.search(a.run, 200, 'joined', mode => 'keyword') as s where s.source = a.n)`
    expect(lost).toEqual([])
  }, 120_000)

  it('in source code and manuals', async () => {
    const files = ['functions', 'worker', 'test/stub', 'db']
      .flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
          join(folder, name),
        ),
      )
      .filter((name) => /\.(sql|ts|md)$/.test(name) && !name.endsWith('letter_marks.sql'))
    const texts = Array.from({ length: 25 }, () =>
      readFileSync(join(root, random.pick(files)), 'utf8'),
    )
    const asked = [...samples, ...texts].map((one) => ({
      one: one.slice(0, 6000),
      runs: runsOf(one.slice(0, 6000)).filter((run) => run.length < 500),
    }))
    const lost = await sql`
      select run
        from jsonb_to_recordset(${sql.json(asked)}) as a (one text, runs jsonb)
       cross join lateral (select howdah_internal.chunk_tsv('simple', null, null, a.one) as tsv offset 0) as i
       cross join lateral jsonb_array_elements_text(a.runs) as r (run)
       where not exists (
         select from howdah_internal.query_lexemes('simple', r.run, false) as q
          where q.lexeme = any (tsvector_to_array(i.tsv)))`
    expect(lost).toEqual([])
  }, 120_000)
})

it('no query raises, however odd, also while chunks are indexed by a former rule', async () => {
  const signs = [
    ...'"-\\\'():*|!<>&;#/.,+@=?%_~$0123456789abcXYZéßй漢ก \t\n\u0301\u200d\u00ad\ufb01\u2019🎉👍🏽',
  ]
  const bits = [
    'OR',
    ' -',
    '" ',
    '&amp;',
    '&#xe9;',
    '&#0;',
    '1,234.5',
    'C++',
    'v1.2.3',
    'aB1',
    'a-b',
    '-x ',
    'คืนเงิน',
    '三十天',
  ]
  const queries = Array.from({ length: 400 }, () =>
    Array.from({ length: random.int(1, 25) }, () =>
      random.pick(random.chance(0.3) ? bits : signs),
    ).join(''),
  ).filter((query) => query.trim() !== '')
  queries.push(
    '- '.repeat(33),
    '-x '.repeat(5000),
    '"',
    'OR',
    '\\',
    'one two '.repeat(6000),
    '"a" OR '.repeat(500),
  )
  await sql`select howdah.create_collection('odd', language => 'simple')`
  await sql`select howdah.add_document('An odd text: 三十天 คืนเงิน C++ OR v1.2.3', 'odd', collection => 'odd')`
  for (const version of [1, 0]) {
    await sql`update howdah.chunks set tsv_version = ${version} where collection = 'odd'`
    await sql`
      select count(*) from jsonb_array_elements_text(${sql.json(queries)}) as q (query)
       cross join lateral howdah.search(q.query, 5, 'odd', mode => 'keyword')`
  }
}, 120_000)

/** A word of each script, and what stands around it. */
const scripts: Record<string, [word: string, before: string, behind: string]> = {
  latin: ['Überprüfung', 'Die große ', ' ist fällig'],
  vietnamese: ['tiền', 'Chúng tôi hoàn ', ' trong ba mươi ngày'],
  greek: ['επιστροφή', 'Η ', ' των χρημάτων'],
  cyrillic: ['йогурт', 'Свежий ', ' и ещё ёлка'],
  arabic: ['الأموال', 'تعاد ', ' خلال ثلاثين يوما'],
  persian: ['بیرونی', 'پوسته ', ' را بردارید'],
  hebrew: ['שָׁלוֹם', 'אמרו ', ' לכולם'],
  hindi: ['पैसे', 'हम तीस दिनों में ', ' लौटाते हैं'],
  bengali: ['টাকা', 'আমরা ', ' ফেরত দিই'],
  tamil: ['பணம்', 'முப்பது நாட்களில் ', ' திரும்பும்'],
  korean: ['환불', '구매 후 삼십일 이내에 ', '해 드립니다'],
  japanese: ['カメラ', '在庫切れの', 'を買うことができます'],
  chinese: ['退款', '我们在收到货物之后三十天内', '并且不收取任何费用'],
  thai: ['คืนเงิน', 'ลูกค้าขอ', 'ภายในสามสิบวัน'],
  lao: ['ຄືນເງິນ', 'ລູກຄ້າຂໍ', 'ພາຍໃນສາມສິບວັນ'],
  khmer: ['សងប្រាក់', 'អតិថិជនសុំ', 'វិញក្នុងរយៈពេល'],
  burmese: ['ပြန်အမ်း', 'ငွေ', 'ရန်တောင်းဆိုနိုင်သည်'],
  georgian: ['თანხა', 'ჩვენ ', ' დავაბრუნებთ'],
}
const spaceless = ['korean', 'japanese', 'chinese', 'thai', 'lao', 'khmer', 'burmese']
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const shuffled = (one: string) => {
  const left = [...segmenter.segment(one)].map(({ segment }) => segment)
  const made: string[] = []
  while (left.length > 0) made.push(...left.splice(random.int(0, left.length - 1), 1))
  return made.join('')
}

describe.each(Object.entries(scripts))('in %s', (script, [wanted, before, behind]) => {
  const whole = before + wanted + behind
  it('letters are the same in other bytes', async () => {
    await sql`select howdah.create_collection(${script}, language => 'simple')`
    for (const form of ['NFC', 'NFD'] as const)
      await sql`select howdah.add_document(${whole.normalize(form)}, ${form}, collection => ${script})`
    for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'] as const) {
      // The same text in two documents stands once.
      const rows = await sql<{ source: string }[]>`
        select unnest(source || also_in) as source
          from howdah.search(${wanted.normalize(form)}, 10, ${script}, mode => 'keyword') order by source`
      expect(rows.map(({ source }) => source)).toEqual(['NFC', 'NFD'])
    }
  })

  it.runIf(spaceless.includes(script))('a word comes before its letters', async () => {
    await sql`select howdah.create_collection(${`${script} mixed`}, language => 'simple')`
    const others = Array.from({ length: 6 }, () => shuffled(whole)).filter(
      (one) => !one.includes(wanted),
    )
    await sql`select howdah.add_document(t.text, t.text, collection => ${`${script} mixed`})
      from jsonb_array_elements_text(${sql.json([...others, whole])}) as t (text)`
    const [first] = await sql<{ content: string }[]>`
      select content from howdah.search(${wanted}, 1, ${`${script} mixed`}, mode => 'keyword')`
    expect(first?.content).toBe(whole)
  })
})
