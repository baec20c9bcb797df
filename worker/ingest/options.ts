/** Options of an ingest; `say` gets results, `complain` one line per problem. */
export type IngestOptions = {
  collection: string
  /** Stands before every source. */
  prefix: string
  deleteMissing: boolean
  /** Groups and users who may read the documents; null leaves it as it is. */
  readers: string[] | null
  wait: boolean
  say: (line: string) => void
  complain: (line: string) => void
}
