/** A valid call of a public function: what it is passed always, as SQL, and the numbers it may be passed besides. */
export type Call = {
  args?: Record<string, string>
  /** Optional arguments that are numbers. */
  numbers?: Record<string, number>
  /** Who asks: ann, unless it is said that nobody does. */
  user?: null
}
