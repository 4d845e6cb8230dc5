/** One command of `npx loge`: its words, its options, what it does. */
import type { ParseArgsConfig } from 'node:util'
import type { Configuration } from '../configuration.ts'

export interface CommandContext {
  readonly configuration: Configuration
  readonly root: string
  readonly options: Readonly<Record<string, string | boolean | undefined>>
  readonly positionals: readonly string[]
  /** Prints lines for a person, or one JSON value with `--json`. */
  readonly print: (lines: readonly string[], json: unknown) => void
}

export interface Command {
  /** As typed: `key create`. */
  readonly name: string
  readonly summary: string
  readonly usage: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** True when a wrong setting must not stop it (it is there to show what is wrong). */
  readonly withoutValidConfiguration?: true
  /** Returns the exit code. */
  run(context: CommandContext): Promise<number>
}

/** What a person did wrong when typing a command: printed without a stack, exit code 2. */
export class UsageProblem extends Error {}
