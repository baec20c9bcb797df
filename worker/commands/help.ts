import type { ParseArgsConfig } from 'node:util'
import { providerVariables, webhookVariables, type VariableName } from '../environment.ts'
import { embeddedPort } from './embedded-url.ts'

type Parsed = NonNullable<ParseArgsConfig['options']>[string]

/** An option as it is parsed, with the name of its value and what it does. */
export type OptionHelp = Parsed & { value?: string; what: string }

/** All that is to be said of a command; its options are what `parseArguments` takes. */
export type CommandHelp = {
  usage: string
  /** One line in the list of all commands. */
  summary: string
  about: string
  options: Record<string, OptionHelp>
  environment: VariableName[]
  examples: string[]
}

const port = {
  type: 'string',
  default: String(embeddedPort),
  value: 'N',
  what: `where it listens on 127.0.0.1; without it ${embeddedPort}, 0 takes a free one`,
} as const

const collection = {
  type: 'string',
  default: 'default',
  value: 'NAME',
  what: 'the collection; without it "default"',
} as const

/** The commands, in the order of `howdah --help`. */
export const help = {
  up: {
    usage: 'howdah up [--memory] [--port N]',
    summary: 'embedded PostgreSQL, schema and worker in this process, for trying',
    about: `Starts an embedded PostgreSQL (PGlite), lays the schema and runs a worker, until Ctrl-C. It has one
backend and is for trying, not for production. Commands without DATABASE_URL find it by themselves.`,
    options: {
      memory: { type: 'boolean', what: 'keep nothing: the data is gone at the end' },
      port,
    },
    environment: [
      ...(['HOWDAH_FOLDER', 'HOWDAH_CONCURRENCY'] as const),
      ...providerVariables,
      ...webhookVariables,
      'HOWDAH_LOG',
    ],
    examples: ['howdah up', 'howdah up --memory --port 0', 'HOWDAH_FOLDER=/tmp/try howdah up'],
  },
  demo: {
    usage: 'howdah demo [--exit] [--port N]',
    summary: 'the same with documents, questions and answers to look at (npm start)',
    about:
      'What  npm start  runs: an embedded PostgreSQL, documents, questions, answers and the bill.',
    options: {
      exit: { type: 'boolean', default: false, what: 'end after the demo, and keep nothing' },
      port,
    },
    environment: ['HOWDAH_FOLDER', ...providerVariables],
    examples: ['howdah demo --exit', 'npm start -- --exit'],
  },
  install: {
    usage: 'howdah install [--dry-run] [--older] [--print]',
    summary: 'lay or upgrade the schema in DATABASE_URL',
    about: `Lays the schema in one transaction, as a role that may create one; no superuser is needed. Safe to run
again, several times at once, and under traffic: what it waits for is said, and it holds nobody up for longer than a
second. What the catalog has otherwise than an install leaves it, after a restore say, is mended.`,
    options: {
      'dry-run': { type: 'boolean', what: 'do it, say what was done, and take it back' },
      older: { type: 'boolean', what: 'also where a newer howdah has laid its functions' },
      print: { type: 'boolean', what: 'write it as one SQL file to standard output instead' },
    },
    environment: ['DATABASE_URL', 'PGPASSWORD'],
    examples: ['howdah install', 'howdah install --print > howdah.sql'],
  },
  uninstall: {
    usage: 'howdah uninstall --yes',
    summary: 'drop the schema and everything in it',
    about: `Drops the schema with every document, conversation and bill in it. The roles howdah_* stay, since they are
the whole server's. Refused while objects of other schemas depend on it.`,
    options: { yes: { type: 'boolean', what: 'really do it' } },
    environment: ['DATABASE_URL', 'PGPASSWORD'],
    examples: ['howdah uninstall --yes'],
  },
  worker: {
    usage: 'howdah worker [--drain] [--max-seconds N]',
    summary: 'make the embedding and model calls of the queue',
    about: `Claims jobs, calls the providers that the environment names, and stores what they answer. Run as many as you
like. SIGTERM or Ctrl-C: it finishes what it has begun within 20 seconds or gives it back; twice ends it at once.`,
    options: {
      drain: { type: 'boolean', what: 'end when nothing is left that could be done' },
      'max-seconds': { type: 'string', value: 'N', what: 'stop after that time; 1 to 86400' },
    },
    environment: [
      ...(['DATABASE_URL', 'PGPASSWORD', 'HOWDAH_LISTEN_URL'] as const),
      ...providerVariables,
      ...webhookVariables,
      ...([
        'HOWDAH_CONCURRENCY',
        'HOWDAH_POLL_SECONDS',
        'HOWDAH_PORT',
        'HOWDAH_HOST',
        'HOWDAH_LOG',
      ] as const),
    ],
    examples: [
      'howdah worker',
      'howdah worker --drain --max-seconds 50   # from cron, every minute',
    ],
  },
  ingest: {
    usage:
      'howdah ingest PATH... [--collection NAME] [--prefix TEXT] [--readers NAMES] [--delete-missing] [--no-wait]',
    summary: 'add files and folders as documents: text, markdown, HTML, PDF, Office, CSV',
    about: `Adds files as documents, each in one transaction, and waits until a worker has embedded them. It reads
.md .markdown .mdx .txt .text .rst .adoc .asciidoc .html .htm .xhtml .csv .tsv .json .jsonl .pdf .docx .xlsx .pptx
.epub, and a README or the like without an ending. A file that has not changed costs nothing. Its source is the path
from the folder that is named, whatever folder this runs in; the same file stays the same document.`,
    options: {
      collection,
      prefix: {
        type: 'string',
        default: '',
        value: 'TEXT',
        what: 'stands before every source, such as handbook/',
      },
      readers: {
        type: 'string',
        default: '',
        value: 'NAMES',
        what: 'groups and users who alone may read them, such as board,user:ann; * for everybody again',
      },
      'delete-missing': {
        type: 'boolean',
        default: false,
        what: 'delete the documents that came from these paths and whose files are gone or empty',
      },
      'no-wait': { type: 'boolean', default: false, what: 'do not wait for the embeddings' },
    },
    environment: ['DATABASE_URL', 'PGPASSWORD', ...providerVariables],
    examples: [
      'howdah ingest docs/',
      'howdah ingest ../wiki manual.pdf --collection handbook --prefix wiki/ --no-wait',
    ],
  },
  ask: {
    usage:
      'howdah ask "QUESTION" [--collection NAME] [--model NAME] [--user ID] [--conversation ID]',
    summary: 'ask in a conversation and show the answer with its sources',
    about: `Asks in a new conversation, or goes on with one, waits for a worker, and shows the answer as it
comes, then its sources. On a terminal it says how to go on. An answer that begins anew says so: what stands before that
line is no part of it.`,
    options: {
      collection,
      model: { type: 'string', value: 'NAME', what: 'a chat model other than the default' },
      user: {
        type: 'string',
        value: 'ID',
        what: 'who asks, as howdah.act_as; a login of howdah_app needs it',
      },
      conversation: { type: 'string', value: 'ID', what: 'go on with this conversation' },
    },
    environment: ['DATABASE_URL', 'PGPASSWORD', ...providerVariables],
    examples: ['howdah ask "How do refunds work?"', 'howdah ask "..." --model openai/gpt-4o-mini'],
  },
  evaluate: {
    usage:
      'howdah evaluate PATH... [--collection NAME] [--set NAME] [--k N] [--mode MODE] [--note TEXT] [--json]',
    summary: 'how good search is on your own questions',
    about: `Reads questions and the documents that answer them from .jsonl and .tsv files and folders, searches
each, and says how good that was. A line of .jsonl is {"query": "How long?", "sources": ["refunds.md"]}, with
{"refunds.md": 3} for grades; one of .tsv is query, tab, source, and perhaps a tab and a grade. The files are the
whole set: what it had before goes. Every run is kept in howdah.evaluations, to compare with.`,
    options: {
      collection,
      set: {
        type: 'string',
        default: 'default',
        value: 'NAME',
        what: 'the set of judged queries; without it "default"',
      },
      k: { type: 'string', default: '10', value: 'N', what: 'how many documents count: 1 to 100' },
      mode: {
        type: 'string',
        default: 'hybrid',
        value: 'MODE',
        what: 'hybrid, semantic or keyword; without it hybrid',
      },
      note: { type: 'string', value: 'TEXT', what: 'what is tried, kept with the run' },
      json: { type: 'boolean', default: false, what: 'as JSON, with every question' },
    },
    environment: ['DATABASE_URL', 'PGPASSWORD'],
    examples: ['howdah evaluate questions/', 'howdah evaluate support.tsv --mode keyword --k 5'],
  },
  status: {
    usage: 'howdah status [--watch [--interval SECONDS]] [--json]',
    summary: 'what waits, runs and costs, on one screen',
    about: `Its first line says it all: IDLE, BUSY, STUCK, OVER BUDGET or NEEDS ATTENTION, and why.`,
    options: {
      watch: { type: 'boolean', what: 'show it again and again, until Ctrl-C' },
      interval: { type: 'string', value: 'SECONDS', what: 'how often: 1 to 3600; without it 2' },
      json: { type: 'boolean', what: 'as JSON; with --watch one object a line' },
    },
    environment: ['DATABASE_URL', 'PGPASSWORD', 'NO_COLOR'],
    examples: ['howdah status', 'howdah status --watch --interval 5', 'howdah status --json'],
  },
  prices: {
    usage: 'howdah prices [--load FILE] [--json]',
    summary: 'what models cost, since when, and what is in doubt',
    about: `Shows the prices of the models that are registered or were called in the last 30 days, in US cents for a
million tokens: since when they hold, when they were read and where, what is old, disputed or begins later. --load
sets those of a file, all or none, and says what each was before. It is what howdah.set_prices takes: an array of
{"provider", "model", "tiers": [{"input", "output", ...}], "effective_from", "source", "source_date"}.`,
    options: {
      load: {
        type: 'string',
        value: 'FILE',
        what: 'set the prices in this JSON file; - is standard input',
      },
      json: { type: 'boolean', what: 'as JSON' },
    },
    environment: ['DATABASE_URL', 'PGPASSWORD'],
    examples: ['howdah prices', 'howdah prices --load prices.json'],
  },
  doctor: {
    usage: 'howdah doctor [--json]',
    summary: 'what is wrong, since when, and what to do',
    about: `For people and monitors. Exit status: 0 all is well, 1 warnings, 2 errors (or arguments that are not
understood), 3 not known, since the database does not answer.`,
    options: { json: { type: 'boolean', what: 'as JSON' } },
    environment: ['DATABASE_URL', 'PGPASSWORD', 'NO_COLOR'],
    examples: ['howdah doctor', 'howdah doctor --json'],
  },
} as const satisfies Record<string, CommandHelp>

/** Name of a command. */
export type CommandName = keyof typeof help
