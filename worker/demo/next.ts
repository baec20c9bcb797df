const say = (commands: [command: string, what: string][]) => {
  const width = Math.max(...commands.map(([command]) => command.length))
  return commands.map(([command, what]) => `   ${command.padEnd(width)}  ${what}`).join('\n')
}

/** What to type next, one line each, while the server at `url` runs; null when it is about to end. */
export function nextSteps(url: string | null): string {
  const lead =
    url === null
      ? 'That was all. Without --exit the server keeps running, and in another terminal you try'
      : 'Your turn. This keeps running; in another terminal, in this folder:'
  const end =
    url === null
      ? ''
      : '\n\nStop with Ctrl-C. What you add stays in the folder; npm start goes on from there.'
  const commands = say([
    ['npx --no howdah ask "How do I descale the kettle?"', 'ask more'],
    [`psql "${url ?? 'postgres://...'}"`, 'paste what you saw above'],
    ['npx --no howdah ingest docs/', 'your own files: text, HTML, PDF, Office'],
    ['npx --no howdah status --watch', 'what waits, runs and costs'],
    ['OPENAI_API_KEY=... npm start', 'a real model instead of the local one'],
  ])
  return `\n${lead}\n\n${commands}${end}`
}
