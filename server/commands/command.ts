/** One command of `npx loge`: its words, its options, what it does. */
import type { ParseArgsConfig } from 'node:util'
import type { Configuration } from '../configuration.ts'
import { type MessageKey, type Tell, tellIn } from '../messages.ts'

export interface CommandContext {
  readonly configuration: Configuration
  readonly tell: Tell
  readonly root: string
  readonly options: Readonly<Record<string, string | boolean | undefined>>
  readonly positionals: readonly string[]
  /** Prints lines for a person, or one JSON value with `--json`. */
  readonly print: (lines: readonly string[], json: unknown) => void
}

type CommandName = MessageKey extends infer Key ? (Key extends `command.${infer Name}` ? Name : never) : never

export interface Command {
  /** As typed: `key create`; `command.NAME` says what it is for. */
  readonly name: CommandName
  readonly usage: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** True when a wrong setting must not stop it (it is there to show what is wrong). */
  readonly withoutValidConfiguration?: true
  /** Returns the exit code. */
  run(context: CommandContext): Promise<number>
}

/** What a person did wrong when typing a command: printed without a stack, exit code 2. */
export class UsageProblem extends Error {
  readonly #said: Parameters<Tell>

  constructor(...said: Parameters<Tell>) {
    super(tellIn('en')(...said))
    this.#said = said
  }

  in(tell: Tell): string {
    return tell(...this.#said)
  }
}
