import { existsSync, readFileSync } from 'node:fs'

/** Beside the project, or beside the folder of its working trees. */
const folders = ['../../../shared/data/cranfield/', '../../../../shared/data/cranfield/'].map(
  (path) => new URL(path, import.meta.url),
)
const folder = folders.find((url) => existsSync(url)) ?? folders[0]!

/** Whether the collection is there; tests that need it are skipped where it is not. */
export const hasCranfield = existsSync(folder)

/** An abstract of the collection; `id` is its number as text. */
export type Abstract = { id: string; title: string; text: string }

const field = (xml: string, name: string) =>
  (new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'i').exec(xml)?.[1] ?? '').trim()

const unescape = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** The abstracts that hold any text. */
export function cranfieldAbstracts(): Abstract[] {
  const xml = readFileSync(new URL('cran.all.1400.xml', folder), 'utf8')
  return [...xml.matchAll(/<doc>([\s\S]*?)<\/doc>/gi)]
    .map(([, doc]) => ({
      id: field(doc!, 'docno'),
      title: unescape(field(doc!, 'title')).replace(/\s+/g, ' '),
      text: unescape(field(doc!, 'text')),
    }))
    .filter((abstract) => abstract.text !== '')
}

/** The questions with the numbers of the abstracts that answer them; questions count from 1 in file order. */
export function cranfieldQuestions(): { question: string; relevant: Set<string> }[] {
  const xml = readFileSync(new URL('cran.qry.xml', folder), 'utf8')
  const judgements = readFileSync(new URL('cranqrel.trec.txt', folder), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => Number(columns[3]) > 0)
  return [...xml.matchAll(/<top>([\s\S]*?)<\/top>/gi)].map(([, top], index) => ({
    question: unescape(field(top!, 'title')).replace(/\s+/g, ' '),
    relevant: new Set(
      judgements
        .filter((columns) => columns[0] === String(index + 1))
        .map((columns) => columns[2]!),
    ),
  }))
}

/**
 * Normalised discounted cumulative gain of a ranking at k (Jarvelin and Kekalainen 2002), with gain 1
 * for what is relevant and discount log2(rank + 1); the ideal has all relevant ones first.
 */
export function ndcg(ranking: string[], relevant: Set<string>, k: number): number {
  const discount = (index: number) => 1 / Math.log2(index + 2)
  const gain = ranking
    .slice(0, k)
    .reduce((sum, id, index) => sum + (relevant.has(id) ? discount(index) : 0), 0)
  let ideal = 0
  for (let index = 0; index < Math.min(k, relevant.size); index += 1) ideal += discount(index)
  return ideal === 0 ? 0 : gain / ideal
}
