import { Writer } from '../html/writer.ts'
import { markdownTitle } from '../title.ts'
import { Unreadable, type Reader } from './page.ts'
import { coreTitle, readXml, relations, unpack, type Archive } from './zip.ts'

const main = 'ppt/presentation.xml'

async function slideText(archive: Archive, path: string): Promise<string> {
  const writer = new Writer({ hasMain: false, hasHeading: true })
  let isTitle = false
  let isText = false
  const tags: Record<string, string> = { tbl: 'table', tr: 'tr', tc: 'td' }
  const opened = new Map<string, string>()
  await readXml(archive, path, {
    open(name, attributes) {
      if (name === 'sp') isTitle = false
      else if (name === 'ph') isTitle = /^(title|ctrTitle)$/.test(attributes['type'] ?? '')
      else if (name === 'p') {
        opened.set(name, isTitle ? 'h2' : 'p')
        writer.openTag(opened.get(name)!, {})
      } else if (name === 't') isText = true
      else if (name === 'br') {
        writer.openTag('br', {})
        writer.closeTag()
      } else if (tags[name]) writer.openTag(tags[name], {})
    },
    text: (text) => isText && writer.text(text),
    close(name) {
      if (name === 't') isText = false
      else if (name === 'p' || tags[name]) writer.closeTag()
    },
  })
  return writer.end()
}

/** A presentation: each slide is a page. */
export const readPptx: Reader = async (bytes) => {
  const archive = await unpack(
    bytes,
    /^(ppt\/(presentation\.xml|slides\/slide\d+\.xml|_rels\/presentation\.xml\.rels)|docProps\/core\.xml)$/,
  )
  if (!archive.has(main))
    throw new Unreadable('it holds no presentation', 'open it and save it anew')
  const targets = await relations(archive, main)
  const paths: string[] = []
  await readXml(archive, main, {
    open(name, attributes) {
      const path = name === 'sldId' && targets.get(attributes['r:id'] ?? '')
      if (path) paths.push(path)
    },
  })
  const slides: string[] = []
  for (const path of paths) slides.push(await slideText(archive, path))
  const isEmpty = slides.every((slide) => slide === '')
  const content = isEmpty ? '' : slides.join('\n\f')
  return { content, title: (await coreTitle(archive)) ?? markdownTitle(content) }
}
