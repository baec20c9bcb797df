/** 12,345 */
export const count = (value: number): string => Math.round(value).toLocaleString('en-US')

/** Cents with as many digits as say something: 12,345.67, 0.00012 */
export function cents(value: number): string {
  const digits = value === 0 || value >= 1 ? 2 : 6
  return value.toLocaleString('en-US', {
    minimumFractionDigits: value >= 1 ? 2 : 0,
    maximumFractionDigits: digits,
  })
}

/** 12 % */
export const percent = (share: number): string =>
  `${(share * 100).toLocaleString('en-US', { maximumFractionDigits: share < 0.1 ? 1 : 0 })} %`

/** Seconds for people: 45 s, 4 min, 3 h, 12 days; a dash of null. */
export function duration(seconds: number | null): string {
  if (seconds === null) return '-'
  if (seconds < 120) return `${Math.ceil(seconds)} s`
  if (seconds < 7200) return `${Math.ceil(seconds / 60)} min`
  if (seconds < 172_800) return `${Math.ceil(seconds / 3600)} h`
  return `${Math.ceil(seconds / 86_400)} days`
}

/** Milliseconds for people: 820 ms, 2.1 s. */
export const latency = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`

/** A moment in the time zone of this process: the time where it is within a day, else the date. */
export function moment(iso: string, now: string): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return 'for good'
  const pad = (n: number) => String(n).padStart(2, '0')
  const time = `${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`
  if (Math.abs(at.getTime() - new Date(now).getTime()) < 86_400_000) return time
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`
}

/** Without what would move the cursor or ring a bell. */
// eslint-disable-next-line no-control-regex
const plain = (text: string) => text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')

/** Shortened in the middle, where names differ least. */
export function fit(text: string, width: number): string {
  const clean = plain(text)
  if (clean.length <= width) return clean
  if (width < 5) return clean.slice(0, Math.max(0, width))
  const head = Math.ceil((width - 1) / 2)
  return `${clean.slice(0, head)}~${clean.slice(clean.length - (width - 1 - head))}`
}

/** Lines of at most `width` characters, broken at spaces where there are any. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of plain(text).split(' ')) {
    let rest = word
    if (line !== '' && line.length + 1 + rest.length > width) {
      lines.push(line)
      line = ''
    }
    while (rest.length > width) {
      lines.push(rest.slice(0, width))
      rest = rest.slice(width)
    }
    line = line === '' ? rest : `${line} ${rest}`
  }
  return [...lines, line]
}
