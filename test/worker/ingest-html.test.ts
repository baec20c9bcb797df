import { describe, expect, it } from 'vitest'
import { htmlToMarkdown } from '../../worker/ingest/html/index.ts'
import { createRandom, newSeed } from '../support/random.ts'

const markdown = async (html: string) => (await htmlToMarkdown(html)).content

describe('a web page', () => {
  it.each<[string, string, string]>([
    [
      'code without code tags',
      '<pre>a = 1\n# second\nb_c = 2 * 3</pre>',
      '```\na = 1\n# second\nb_c = 2 * 3\n```',
    ],
    ['code with fences in it', '<pre>\n```\n  x\n```\n</pre>', '````\n```\n  x\n```\n````'],
    [
      'code in colours',
      '<div class="highlight-python notranslate"><pre><span></span><b>def</b> x():<br>    pass &lt;a&gt;\n</pre></div>',
      '```python\ndef x():\n    pass <a>\n```',
    ],
    [
      'code with numbers of lines',
      '<table class="highlighttable"><tr><td class="linenos"><pre>1\n2</pre><td class="code"><pre>a\nb</pre></table>',
      '```\na\nb\n```',
    ],
    [
      'code in blocks',
      '<pre><code><div>a = 1</div><div># two</div></code></pre><pre><p>x</p>\n<p>y</p></pre>',
      '```\na = 1\n# two\n```\n\n```\nx\n\ny\n```',
    ],
    [
      'code with numbers beside it',
      '<table><tr><td><pre><span class="lnt">1\n</span><span class="lnt">2\n</span></pre><td><pre>a\n' +
        '<span class="ln">2</span>b</pre></table>',
      '```\na\nb\n```',
    ],
    [
      'code in a list',
      '<ol><li>Do<pre>  x\ny</pre><li>End</ol>',
      '1. Do\n\n```\n  x\ny\n```\n\n2. End',
    ],
    [
      'names',
      '<p>Open my_file.txt, call *get_user_by_id*, 1. [x](y) &lt;T&gt;.',
      'Open my_file.txt, call *get_user_by_id*, 1. [x](y) <T>.',
    ],
    [
      'a table without heads',
      '<table><tr><td>Plan<td>Price<tr><td>Solo<td>9</table>',
      '| Plan | Price |\n| --- | --- |\n| Solo | 9 |',
    ],
    [
      'a table with all there is',
      '<table><caption>All</caption><thead><tr><th colspan="2">Plan<th>a|b</thead><tbody>' +
        '<tr><td rowspan=2>So<br>lo<td><ul><li>one<li>two</ul><td><p>1<p>2<tr><td>z<td>' +
        '</tbody></table>',
      'All\n\n| Plan |  | a\\|b |\n| --- | --- | --- |\n| So lo | one; two | 1 2 |\n| So lo | z |  |',
    ],
    [
      'a table for layout',
      '<table><tr><td>Menu</tr><tr><td><h2>Part</h2><p>Text</table>',
      'Menu\n\n## Part\n\nText',
    ],
    [
      'pictures as data',
      '<p>A <img src="data:image/png;base64,AAAA" alt="logo"> and <a href="data:x">file</a>',
      'A logo and file',
    ],
    [
      'pictures and links',
      '<p><img src="a b.png" alt="A pic"> <a href="/x(1)">link</a> <a href="#x">here</a>',
      '![A pic](a%20b.png) [link](</x(1)>) here',
    ],
    [
      'links of headings',
      '<h2><a href="#sub">¶</a>The <code>v-model</code> <b>rule</b> <a href="x">docs' +
        '</a><a class="headerlink" href="#sub">#</a></h2>',
      '## The v-model rule docs',
    ],
    [
      'blocks',
      '<fieldset><legend>Shipping</legend>To Europe</fieldset><my-tab>First</my-tab><my-tab>Second</my-tab>',
      'Shipping\n\nTo Europe\n\nFirst\n\nSecond',
    ],
    [
      'fields',
      '<label>Size</label><select><option>S<option>M</select><button>Buy</button>',
      'Size S M Buy',
    ],
    [
      'parts of words',
      '<p><b>J</b>avaScript, <em>un</em>seen, <b>bold</b>, <i> it </i>; H<sub>2</sub>O,' +
        ' 10<sup>6</sup>, 1<sup>st</sup>, <span>a</span><span>b</span>, w<wbr>x',
      'JavaScript, unseen, **bold**, _it_ ; H2O, 10^6, 1st, ab, wx',
    ],
    [
      'code in a line',
      '<p><code>a_b</code> <kbd>Ctrl</kbd> <tt>a`b</tt>',
      '`a_b` `Ctrl` `` a`b ``',
    ],
    [
      'lists',
      '<ul><li>one<ul><li>a<li>b</ul><li><p>p<p>q</ul><ol start=3><li>x<li>y</ol>',
      '- one\n  - a\n  - b\n- p\n\n  q\n\n3. x\n4. y',
    ],
    [
      'quotes and terms',
      '<blockquote><p>q<p>r</blockquote><dl><dt>Term<dd>What</dl>',
      '> q\n>\n> r\n\nTerm\n\nWhat',
    ],
    [
      'what markdown would misread',
      '<p># not<p>a<br>---<p>~~~',
      '\u00a0# not\n\na\n\u00a0---\n\n\u00a0~~~',
    ],
    ['entities', '<p>A&nbsp;&amp;&copy;&#8364; &lt;!-- x --&gt;', 'A &©€ <!-- x -->'],
  ])('%s', async (_, html, expected) => expect(await markdown(html)).toBe(expected))

  it.each([
    '<nav>NO</nav>',
    '<header>NO</header>',
    '<footer>NO</footer>',
    '<aside>NO</aside>',
    '<div hidden>NO</div>',
    '<div style="color:red; display: none">NO</div>',
    '<div class="cookie-banner">NO</div>',
    '<div id="onetrust-consent-sdk">NO</div>',
    '<div role="dialog">NO</div>',
    '<div role="navigation">NO</div>',
    '<svg><title>NO</title><text>NO</text></svg>',
    '<script>NO</script><style>NO</style><template>NO</template><noscript>NO</noscript>',
    '<span aria-hidden="true">NO</span>',
    '<!-- NO -->',
  ])('leaves %s out', async (html) =>
    expect(await markdown(`${html}<p>yes</p>${html}<p>all`)).toBe('yes\n\nall'),
  )

  it('has its text in main, where there is one; headers, notes and footers within the text stay', async () => {
    const page =
      '<div>no</div><main><article><header><h1>T</h1></header><aside class="note">n' +
      '</aside><blockquote>q<footer>f</footer></blockquote></article></main>no'
    expect(await markdown(page)).toBe('# T\n\nn\n\n> q\n>\n> f')
    expect(await markdown('<p>outside</p><main></main>')).toBe('outside')
    expect(await markdown('<header><h1>Only</h1>menu</header><p>text')).toBe('# Only\n\ntext')
    expect(await markdown('<header><h1>Site</h1></header><h1>Page</h1><p>text')).toBe(
      '# Page\n\ntext',
    )
  })

  it('has a title of its own, not that of a drawing', async () => {
    const { title } = await htmlToMarkdown(
      '<body><svg><title>no</title></svg><title> A &amp;\n B</title>',
    )
    expect(title).toBe('A & B')
    expect((await htmlToMarkdown('<svg><title>no</title></svg><p>x')).title).toBe(null)
  })

  it('loses no word, whatever the elements', async () => {
    const random = createRandom(newSeed('html'))
    const names =
      'p div span b em code a ul ol li table tr td th blockquote h2 h3 my-x section' +
      ' fieldset legend pre dl dt dd sup label button center font'.split(' ')
    for (let round = 0; round < 300; round += 1) {
      const words: string[] = []
      const word = () => {
        words.push(`w${round}x${words.length}`)
        return words.at(-1)!
      }
      const node = (depth: number): string =>
        Array.from({ length: random.int(1, 3) }, () => {
          const name = names[random.int(0, names.length - 1)]!
          const inner = depth > 0 && random.int(0, 3) > 0 ? node(depth - 1) : word()
          const end = random.int(0, 9) > 0 ? `</${name}>` : ''
          return ` ${word()} <${name}>${inner}${end} `
        }).join('')
      const html = node(4)
      const found: string[] = (await markdown(html)).match(/w\d+x\d+/g) ?? []
      expect([html, words.filter((one) => !found.includes(one))]).toEqual([html, []])
    }
  })
})
