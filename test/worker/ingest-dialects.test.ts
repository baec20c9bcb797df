import { describe, expect, it } from 'vitest'
import { formatOf } from '../../worker/ingest/formats/index.ts'

const read = (name: string, content: string) => formatOf(name)!.read(Buffer.from(content))
const contentOf = async (name: string, content: string) => (await read(name, content)).content

describe('dialects', () => {
  it('MDX has no imports and exports, save in code', async () => {
    const mdx =
      "import X from './x'\nimport {\n  Y,\n} from './y'\n\nexport const a = 1\n\n#" +
      " Title\n\nimport duties apply.\n\n```js\nimport z from 'z'\n\nexport const b" +
      ' = 2\n```\n'
    const { content, title } = await read(
      'a.mdx',
      mdx.replace('import duties', 'The import duties'),
    )
    expect(content.trim()).toBe(
      "# Title\n\nThe import duties apply.\n\n```js\nimport z from 'z'\n\nexport const b = 2\n```",
    )
    expect(title).toBe('Title')
  })

  it('reStructuredText has headings and code', async () => {
    const rst =
      '=====\nGuide\n=====\n\nRun it::\n\n    # no heading\n      a\n\nPart\n~~~~\n' +
      '\n.. code-block:: python\n   :linenos:\n\n   x = 1\n\nEnd.\n\nOther\n=====\n'
    const { content, title } = await read('a.rst', rst)
    expect(content.replace(/\n{3,}/g, '\n\n').trim()).toBe(
      '# Guide\n\nRun it:\n\n```\n# no heading\n  a\n```\n\n## Part\n\n```python\nx = 1\n```\n\nEnd.\n\n### Other',
    )
    expect(title).toBe('Guide')
  })

  it('reStructuredText has no headings by #', async () => {
    const rst = 'Guide\n=====\n\n.. prompt:: bash\n\n   # apt update\n\n# not\n'
    expect(await contentOf('a.rst', rst)).toBe(
      '# Guide\n\n.. prompt:: bash\n\n   \u00a0# apt update\n\n\u00a0# not\n',
    )
  })

  it('AsciiDoc has underlined titles, and open blocks that are none', async () => {
    const adoc =
      'git-add(1)\n==========\n\nNAME\n----\nadd - Adds files\n\n[[options]]\nOPTIONS\n-------\n' +
      '. Step\n+\n--\nThe text of it\n--\n\n  # as root\n\nRun it:\n----\n# x\n----\n'
    const { content, title } = await read('a.adoc', adoc)
    expect(content.trim()).toBe(
      '# git-add(1)\n\n## NAME\nadd - Adds files\n\n## OPTIONS\n' +
        '. Step\n+\nThe text of it\n\n  \u00a0# as root\n\nRun it:\n```\n# x\n```',
    )
    expect(title).toBe('git-add(1)')
  })

  it('AsciiDoc has headings and code', async () => {
    const adoc =
      '= Guide\n:toc: left\n\n// no\n== Part\n\n[source,ruby]\n----\n# no heading\n==' +
      ' x\n----\n\n[NOTE]\n====\nMind this.\n====\n'
    const { content, title } = await read('a.adoc', adoc)
    expect(content.trim()).toBe(
      '# Guide\n\n## Part\n\n```ruby\n# no heading\n== x\n```\n\nMind this.',
    )
    expect(title).toBe('Guide')
  })
})
