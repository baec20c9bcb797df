/** A text as SQL writes it. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** The same between dollar signs, with a tag that does not occur in the text. */
export function dollarQuote(text: string): string {
  let tag = '$howdah_file$'
  for (let n = 1; text.includes(tag); n += 1) tag = `$howdah_file_${n}$`
  return `${tag}${text}${tag}`
}
