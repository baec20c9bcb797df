/** In which classes of lanes slots wait, so that the database knows whom to notify of what. */
export type Idleness = {
  /** The classes in which a slot waits now, to be told to the database. */
  tell(): string[]
  /** A slot waits; calls `onNews` where the database does not know yet. */
  begin(laneClass: string): void
  /** It works again. That is told with the next round: a NOTIFY too many does no harm. */
  end(laneClass: string): void
  /** Nobody waits any more, for good. */
  stop(): void
}

/** Counts the slots that wait. */
export function idleness(onNews: () => void): Idleness {
  const waiting = new Map<string, number>()
  let told: string[] = []
  let stopped = false
  const add = (laneClass: string, slots: number) =>
    waiting.set(laneClass, (waiting.get(laneClass) ?? 0) + slots)
  return {
    tell() {
      told = stopped ? [] : [...waiting].filter(([, slots]) => slots > 0).map(([name]) => name)
      return told
    },
    begin(laneClass) {
      add(laneClass, 1)
      if (stopped || told.includes(laneClass)) return
      told = [...told, laneClass]
      onNews()
    },
    end: (laneClass) => void add(laneClass, -1),
    stop: () => void (stopped = true),
  }
}
