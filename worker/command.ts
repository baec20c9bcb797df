/** What a command gets: its arguments and the environment; it returns the exit status. */
export type Command = (args: string[], env: NodeJS.ProcessEnv) => Promise<number>
