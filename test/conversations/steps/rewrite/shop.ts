/** A shop whose pages say the same kinds of things of many things: what a question is about is all in its words. */
const products: Record<string, string> = {
  Typhoon: 'tower fan',
  Breeze: 'desk fan',
  Ember: 'space heater',
  Cascade: 'kettle',
  Summit: 'backpack',
  Lumen: 'reading lamp',
  Orbit: 'robot vacuum',
  Pebble: 'speaker',
  Glacier: 'refrigerator',
  Tempo: 'metronome',
  Harbor: 'tent',
  Quill: 'fountain pen',
  Marble: 'chess set',
  Falcon: 'bicycle helmet',
}

const pages: Record<string, (name: string, what: string, n: number) => string> = {
  warranty: (name, what, n) =>
    `The ${name} ${what} has a warranty of ${n} years from the day of purchase.`,
  weight: (name, what, n) => `Without its packaging the ${name} ${what} weighs ${n} kilograms.`,
  price: (name, what, n) =>
    `How much is the ${name} ${what}? Its price in our shops is ${n} euros; online it costs the same.`,
  noise: (name, what, n) =>
    `Measured at two metres the ${name} ${what} is as loud as ${n} decibels at most.`,
  cleaning: (name, what) =>
    `Clean the ${name} ${what} with a soft damp cloth, never with solvents.`,
  colors: (name, what) => `You can buy the ${name} ${what} in black, white and a dark green color.`,
  origin: (name, what) => `The ${name} ${what} is manufactured in a factory near Porto, Portugal.`,
  parts: (name, what) => `Spare parts for the ${name} ${what} stay available for ten years.`,
  size: (name, what, n) =>
    `How big the ${name} ${what} is: its dimensions are ${n} centimetres in height, half of it in width.`,
  manual: (name, what) => `The printed manual of the ${name} ${what} comes in nine languages.`,
}

/** What the shop says of itself. */
const house: Record<string, string> = {
  'house/hours.md':
    'Our shops are open from nine to six, on Saturdays until noon, and closed on Sundays.',
  'house/shipping.md': 'Shipping takes three working days within the country and a week abroad.',
  'house/norway.md':
    'To Norway we ship by parcel service; customs duties are paid by the recipient.',
  'house/returns.md': 'Anything may be returned within thirty days, used or not, with its receipt.',
  'house/receipt.md':
    'Without a receipt a return is credited to a gift card instead of being refunded.',
  'house/gift-cards.md': 'Gift cards are valid for two years and cannot be exchanged for money.',
  'house/payment.md':
    'We accept credit cards, bank transfer and cash; an invoice is payable in two weeks.',
  'house/students.md': 'Students get a discount of ten percent with a valid student card.',
  'house/jobs.md': 'We hire sales assistants; applications go to the manager of the branch.',
  'house/garantie.md': 'Die Garantie gilt auch bei Kauf im Ausland, sofern der Kaufbeleg vorliegt.',
}

export const names = Object.keys(products)

/** Source and text of every page. */
export const shop: [source: string, text: string][] = [
  ...Object.entries(products).flatMap(([name, what], n) =>
    Object.entries(pages).map(([page, text], m): [string, string] => [
      `${name.toLowerCase()}/${page}.md`,
      text(name, what, 2 + n + m),
    ]),
  ),
  ...Object.entries(house),
]
