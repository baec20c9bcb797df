/** What a file says: its text, as markdown or plain, and its title where it has one. */
export type Page = { content: string; title: string | null }

/** Makes a page of the bytes of a file. */
export type Reader = (bytes: Uint8Array) => Promise<Page>

/** A line that markdown would take for a heading, though its own format does not. */
export const asText = (line: string): string =>
  line.replace(/^ {0,3}(?=#{1,6}(?:\s|$))/, '$&\u00a0')

/** A file that cannot be read as what its name says. */
export class Unreadable extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message)
  }
}
