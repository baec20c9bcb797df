import { decodeText } from '../decode.ts'
import type { Attributes } from '../html/elements.ts'
import { Unreadable } from './page.ts'

/** Bytes that are unpacked of one file: more would not fit, and is a trap more often than a document. */
const mostBytes = 100 * 1024 * 1024

/** Files of an archive by their path. */
export type Archive = Map<string, Uint8Array>

/** The files of an archive whose names are wanted. */
export async function unpack(bytes: Uint8Array, wanted: RegExp): Promise<Archive> {
  const { unzipSync } = await import('fflate')
  let total = 0
  const filter = ({ name, originalSize }: { name: string; originalSize: number }) => {
    if (!wanted.test(name)) return false
    total += originalSize
    if (total > mostBytes)
      throw new Unreadable('it unpacks to more than 100 MB', 'save its text as several files')
    return true
  }
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter })))
  } catch (error) {
    if (error instanceof Unreadable) throw error
    // OLE: a format of before 2007, or one that a password protects.
    const isSealed = bytes[0] === 0xd0 && bytes[1] === 0xcf
    throw isSealed
      ? new Unreadable('it is protected by a password, or of an old format', 'save it anew without')
      : new Unreadable('it is damaged', 'open it and save it anew')
  }
}

/** What is told of an XML file: its elements, and the text between them. */
export type Events = {
  open?: (name: string, attributes: Attributes) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/** Reads an XML file of an archive, where it is there; names come without their prefix. */
export async function readXml(archive: Archive, path: string, events: Events): Promise<void> {
  const bytes = archive.get(path)
  if (!bytes) return
  const { Parser } = await import('htmlparser2')
  const own = (name: string) => name.slice(name.indexOf(':') + 1)
  const parser = new Parser(
    {
      onopentag: (name, attributes) => events.open?.(own(name), attributes),
      ontext: (text) => events.text?.(text),
      onclosetag: (name) => events.close?.(own(name)),
    },
    { xmlMode: true },
  )
  if (bytes[0] === 0xff || bytes[0] === 0xfe) {
    const decoded = decodeText(bytes)
    parser.end('text' in decoded ? decoded.text : '')
    return
  }
  const decoder = new TextDecoder()
  for (let at = 0; at < bytes.length; at += 65_536)
    parser.write(decoder.decode(bytes.subarray(at, at + 65_536), { stream: true }))
  parser.end()
}

/** Targets of the relations of a part, by their id, as paths from the root of the archive. */
export async function relations(archive: Archive, part: string): Promise<Map<string, string>> {
  const slash = part.lastIndexOf('/') + 1
  const targets = new Map<string, string>()
  await readXml(archive, `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`, {
    open(name, { Id, Target, TargetMode }) {
      if (name !== 'Relationship' || !Id || !Target) return
      targets.set(
        Id,
        TargetMode === 'External' ? Target : resolvePath(part.slice(0, slash), Target),
      )
    },
  })
  return targets
}

/** A path within an archive, from the folder where it is named. */
export function resolvePath(folder: string, target: string): string {
  return decodeURI(new URL(target, `zip:///${folder}`).pathname).slice(1)
}

/** The title that a document of an office gives itself. */
export async function coreTitle(archive: Archive): Promise<string | null> {
  let title = ''
  let isTitle = false
  await readXml(archive, 'docProps/core.xml', {
    open: (name) => (isTitle = name === 'title'),
    text: (text) => isTitle && (title += text),
    close: () => (isTitle = false),
  })
  return title.trim() || null
}
