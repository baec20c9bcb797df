/** What an answer of error says. */
export type ErrorBody = {
  code: string | number | null
  /** The status that it names, where the answer itself has none. */
  status: number | null
  /** The short name of what it does not accept. */
  param: string | null
  /** Its code and its sentences, in lower case. */
  words: string
  text: string
}

type Fields = Record<string, unknown>

/** Where servers and gateways put their words. Not `input`: some repeat the request there. */
const telling = new Set(
  (
    'code type status reason message msg detail details error errors metadata raw loc param base_resp ' +
    'status_msg'
  ).split(' '),
)

const maxDepth = 8
const maxText = 2000

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** The texts of an error, also of one that a gateway has put into a text. */
function* textsOf(value: unknown, depth = 0): Generator<string> {
  if (depth > maxDepth) return
  if (typeof value === 'string') {
    const inner = parsed(value)
    if (inner === value) yield value.slice(0, maxText)
    else yield* textsOf(inner, depth + 1)
  } else if (Array.isArray(value)) {
    for (const one of value.slice(0, 20)) yield* textsOf(one, depth + 1)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      if (telling.has(name)) yield* textsOf(part, depth + 1)
    }
  }
}

/** The objects that may have the code, the innermost first: some put it into an array, some below `error`. */
function layersOf(value: unknown, depth = 0): Fields[] {
  if (depth > maxDepth || typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return layersOf(value[0], depth + 1)
  const layer = value as Fields
  const inner = [layer.error, layer.errors, layer.detail].find(
    (one) => typeof one === 'object' && one !== null,
  )
  return [...layersOf(inner, depth + 1), layer]
}

const statusNames = ['code', 'status', 'status_code', 'statusCode', 'http_status', 'http_code']

/** The status of HTTP that an error names, as a number or as its digits. */
function statusOf(layers: Fields[]): number | null {
  for (const layer of layers) {
    for (const name of statusNames) {
      const value = layer[name]
      if (typeof value !== 'number' && typeof value !== 'string') continue
      if (/^[45]\d\d$/.test(String(value))) return Number(value)
    }
  }
  return null
}

/** The name of a parameter: as `param`, or as the place in the body that FastAPI points at. */
function paramOf(layers: Fields[]): string | null {
  for (const { param, loc } of layers) {
    const place = Array.isArray(loc) ? loc.filter((one) => one !== 'body').join('.') : param
    if (typeof place === 'string' && /^[A-Za-z_][\w.[\]-]{0,63}$/.test(place)) return place
  }
  return null
}

/** Reads the body of an error, as text or parsed. */
export function readErrorBody(body: unknown): ErrorBody {
  const value = typeof body === 'string' ? parsed(body) : body
  const layers = layersOf(value)
  const code = layers[0]?.code
  const words = [...textsOf(value)]
    .join(' ')
    .slice(0, 2 * maxText)
    .toLowerCase()
  return {
    code: typeof code === 'string' || typeof code === 'number' ? code : null,
    status: statusOf(layers),
    param: paramOf(layers),
    words,
    text: typeof body === 'string' ? body : (JSON.stringify(body) ?? ''),
  }
}

const isSaid = (value: unknown) =>
  typeof value === 'string' ? value !== '' : typeof value === 'object' && value !== null

/**
 * What is wrong, where an answer with status 200 or an event of it is an error; undefined where it is none.
 * `isNamed`: the event is called so. `isBody`: it is all that came, so that any message is the message.
 */
export function errorIn(
  value: unknown,
  { isNamed = false, isBody = false }: { isNamed?: boolean; isBody?: boolean } = {},
): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const { error, errors, object, type, code, choices, data, message, msg, detail, base_resp } =
    value as Fields
  const isError =
    (error !== undefined && error !== null && error !== false && error !== '') ||
    isNamed ||
    object === 'error' ||
    type === 'error' ||
    Number((base_resp as Fields | null | undefined)?.status_code ?? 0) > 0
  if (isError) return value
  if (Array.isArray(choices) || Array.isArray(data)) return undefined
  const isCode = typeof code === 'number' || (typeof code === 'string' && code !== '')
  const hasCode = isCode && !/^(0|2\d\d|ok|success)$/i.test(String(code))
  const hasWords = isSaid(message) || isSaid(msg)
  const isOther = hasWords || isSaid(detail) || (Array.isArray(errors) && errors.length > 0)
  return (hasCode && hasWords) || (isBody && isOther) ? value : undefined
}
