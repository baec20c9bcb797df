/** What a waiting slot does: look for work of every class, of its own, or sleep until it is woken. */
export type Watch = 'all' | 'own' | 'sleep'

/**
 * Who of the slots that wait looks for work: one for all of them, so that an idle worker asks the database once a poll
 * and not once a slot.
 */
export type Lookout = {
  begin(laneClass: string): Watch
  end(laneClass: string, watch: Watch): void
}

/** A slot of `first` looks for all classes while one of them waits; else one of each class for its own. */
export function lookout(first: string): Lookout {
  const taken = new Set<string>()
  return {
    begin(laneClass) {
      if (taken.has(laneClass) || taken.has(first)) return 'sleep'
      taken.add(laneClass)
      return laneClass === first ? 'all' : 'own'
    },
    end(laneClass, watch) {
      if (watch !== 'sleep') taken.delete(laneClass)
    },
  }
}
