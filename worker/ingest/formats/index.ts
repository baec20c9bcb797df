import { extname } from 'node:path'
import type { Reader } from './page.ts'
import * as text from './text.ts'

/** How files of one ending are read. */
export type Format = {
  /** What they are called where one cannot be read. */
  what: string
  /** Optional packages that it takes. */
  packages: string[]
  read: Reader
}

const office = ['fflate', 'htmlparser2']
const plain = { what: 'text files', packages: [], read: text.readPlain }
const markdown = { what: 'markdown files', packages: [], read: text.readMarkdown }
const page = { what: 'web pages', packages: ['htmlparser2'], read: text.readHtml }
const asciidoc = { what: 'AsciiDoc files', packages: [], read: text.readAsciidoc }
const table = { what: 'tables', packages: [], read: text.readSeparated }

const formats: Record<string, Format> = {
  '.md': markdown,
  '.markdown': markdown,
  '.mdx': { ...markdown, read: text.readMdx },
  '.txt': plain,
  '.text': plain,
  '.json': plain,
  '.jsonl': plain,
  '.rst': { what: 'reStructuredText files', packages: [], read: text.readRst },
  '.adoc': asciidoc,
  '.asciidoc': asciidoc,
  '.html': page,
  '.htm': page,
  '.xhtml': page,
  '.csv': table,
  '.tsv': table,
  '.pdf': {
    what: 'PDF files',
    packages: ['unpdf'],
    read: async (bytes) => (await import('./pdf.ts')).readPdf(bytes),
  },
  '.docx': {
    what: 'text documents',
    packages: office,
    read: async (bytes) => (await import('./docx.ts')).readDocx(bytes),
  },
  '.xlsx': {
    what: 'workbooks',
    packages: office,
    read: async (bytes) => (await import('./xlsx.ts')).readXlsx(bytes),
  },
  '.pptx': {
    what: 'presentations',
    packages: office,
    read: async (bytes) => (await import('./pptx.ts')).readPptx(bytes),
  },
  '.epub': {
    what: 'books',
    packages: office,
    read: async (bytes) => (await import('./epub.ts')).readEpub(bytes),
  },
}

/** Files that bear no ending, and yet are there to be read. */
const bare = /^(readme|changelog|changes|contributing|faq|install|news|license|licence|notice)$/i

/** Files that programs write for programs. */
const machine = /^(package-lock|npm-shrinkwrap|composer\.lock|tsconfig.*)\.json$|^~\$/i

/** How a file with this name is read; null where it is not. */
export function formatOf(name: string): Format | null {
  if (machine.test(name)) return null
  return formats[extname(name).toLowerCase()] ?? (bare.test(name) ? plain : null)
}

/** The ending of a file's name as it is told: .zip, or the whole name of one without. */
export const endingOf = (name: string): string => extname(name).toLowerCase() || name
