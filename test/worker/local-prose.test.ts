import { describe, expect, it } from 'vitest'
import { handbook } from '../../worker/demo/handbook.ts'
import { localAnswer, localNote } from '../../worker/providers/local-answer.ts'
import { prose } from '../../worker/providers/local-prose.ts'

const page = `---
title: Refunds
owner: office
---

# Refunds and *returns*

Refunds are paid within **five working days**, see [the form](https://shop.example/form) [2]. Ask
e.g. Ann, or Mr. Bell, if it takes longer than 2.5 weeks!

Which way
---------

| Paid by | Refunded to |
| ------- | ----------- |
| Card    | the card    |

Paid | Refunded
--- | ---
Cash | cash

We cannot refund:

- gift cards
* water filters
  without their seal

To ask for one:

1. Open your *account*.
2. Press \`refund\`.

\`\`\`sql
select refund from refunds. Refunds are code here.
\`\`\`

    refund --all Refunds are indented here.

> Refunds are our pride.

<!-- Refunds are a secret. -->
***
[1]: https://shop.example/refunds
`

const texts = (markdown: string) => prose(markdown).map(({ text }) => text)

describe('prose', () => {
  it('is what a reader sees as sentences: no front matter, headings, tables, code or marks', () => {
    expect(texts(page)).toEqual([
      'Refunds are paid within five working days, see the form.',
      'Ask e.g. Ann, or Mr. Bell, if it takes longer than 2.5 weeks!',
      'We cannot refund: gift cards; water filters without their seal.',
      'To ask for one: Open your account. Press refund.',
      'Refunds are our pride.',
    ])
  })

  it('leaves a table, a fence or a list that was cut at either end', () => {
    expect(texts('| a | b |\n| c | d |\n\nA sentence.')).toEqual(['A sentence.'])
    expect(texts('A sentence.\n\n```sh\nrefund --all. Now.')).toEqual(['A sentence.'])
    expect(prose('and half of one. A whole one.\n\n- an item')).toEqual([
      { text: 'and half of one.', isWhole: false },
      { text: 'A whole one.', isWhole: true },
      { text: 'an item', isWhole: false },
    ])
  })

  it('keeps names with underscores and stars, and cuts what is too long at a word', () => {
    expect(texts('Set `max_rows` or other_name to 2 * 3 * 4.')).toEqual([
      'Set max_rows or other_name to 2 * 3 * 4.',
    ])
    const [long] = texts(`${'word '.repeat(200)}end.`)
    expect(long).toMatch(/^(word ){70,80}…$/)
  })
})

/** Asks with whole pages as sources, those named first. */
function askHandbook(question: string, ...first: string[]): string {
  const rank = (source: string) => (first.includes(source) ? first.indexOf(source) : 99)
  const sources = handbook
    .toSorted((a, b) => rank(a.source) - rank(b.source))
    .map(
      ({ title, content }, i) =>
        `<source id="${i + 1}" title="${title}" heading="">\n${content}\n</source>`,
    )
  const text = `<sources>\n${sources.join('\n')}\n</sources>\n\nQuestion: ${question}`
  return localAnswer(text).replace(`\n\n${localNote}`, '')
}

describe('the local answer from a handbook', () => {
  it.each([
    ['How long does a refund take?', 'returns', /^We refund within five working days/],
    ['How long is a gift card valid?', 'gift-cards', /^A gift card is valid for three years/],
    ['What does express shipping cost?', 'shipping', /^Express shipping costs 9.90 euros\./],
    ['What can you not take back?', 'returns', /^We cannot take back: gift cards; water filters/],
    ['How do I descale the kettle?', 'kettle', /half a litre of water and two spoons of citric/],
    ['Where are passwords stored?', 'accounts-and-privacy', /^Passwords are stored only as a hash/],
    ['How long is the warranty on fan motors?', 'warranty', /motors of our fans .* five years\./],
    ['Can I take leave in December?', 'staff-leave', /^In December nobody can take more than two/],
  ])('%s', (question, name, expected) => {
    const answer = askHandbook(question, `handbook/${name}.md`)
    expect(answer).toMatch(expected)
    expect(answer.split('\n')[0]).toMatch(/\[1\]$/)
    expect(answer).not.toMatch(/[|#*`]/)
  })

  it('cites where a sentence stands, however its source is ranked', () => {
    const answer = askHandbook('Where are passwords stored?', 'handbook/warranty.md')
    const ids = handbook.map(({ source }) => source).filter((one) => !one.endsWith('warranty.md'))
    expect(answer).toContain(`[${ids.indexOf('handbook/accounts-and-privacy.md') + 2}]`)
  })

  it('finds nothing in it about something else', () => {
    for (const question of ['What is the capital of France?', 'How do I train a dog to swim?'])
      expect(askHandbook(question)).toBe('The sources say nothing about this.')
  })
})
