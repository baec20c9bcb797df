/** Length of the longest title, in characters. */
const longest = 300

const front = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/

const clean = (title: string) => [...title.replace(/\s+/g, ' ').trim()].slice(0, longest).join('')

/** The title that front matter (`---` lines at the start) gives; quotes around it are dropped. */
function frontMatterTitle(markdown: string): string | undefined {
  const line = /^title:[ \t]*(.+)$/im.exec(front.exec(markdown)?.[1] ?? '')?.[1]?.trim()
  return /^(['"])(.*)\1$/.exec(line ?? '')?.[2] ?? line
}

/** The first heading of level 1 or 2, with # or underlined; what stands in code fences is none. */
function firstHeading(markdown: string): string | undefined {
  let fence: string | undefined
  let previous = ''
  for (const line of markdown.split('\n')) {
    const mark = /^ {0,3}(```|~~~)/.exec(line)?.[1]
    if (mark && (!fence || fence === mark)) fence = fence ? undefined : mark
    else if (!fence) {
      const heading = /^ {0,3}#{1,2}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/.exec(line)?.[1]
      if (heading) return heading
      if (/^ {0,3}(=+|--+)[ \t]*$/.test(line) && /^[^\s#>*+|-]/.test(previous)) return previous
    }
    previous = line
  }
  return undefined
}

/** The title of a markdown text, from its front matter or first heading; null without one. */
export function markdownTitle(markdown: string): string | null {
  const title = frontMatterTitle(markdown) ?? firstHeading(markdown.replace(front, ''))
  return clean(title ?? '') || null
}
