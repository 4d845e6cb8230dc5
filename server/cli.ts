/** `npx loge <command>`: finds the command, reads its options, runs it. */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Problem } from '@loge/http'
import { StorageError } from '@loge/storage'
import { BackupProblem } from '@loge/storage/backup'
import { readConfiguration } from './configuration.ts'
import { languageOf, storageText, tellIn } from './messages.ts'
import { problemTexts } from './problem-texts.ts'
import { type Command, UsageProblem } from './commands/command.ts'
import { COMMANDS } from './commands/index.ts'

/** What a relative data directory starts from, wherever the command is typed: the same as for `npm start`. */
const root = fileURLToPath(new URL('..', import.meta.url))

const language = languageOf(process.env)
const tell = tellIn(language)

const write = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

const overview = (): string => {
  const width = Math.max(...COMMANDS.map((command) => command.name.length))
  const lines = COMMANDS.map(
    (command) => `  ${command.name.padEnd(width)}  ${tell(`command.${command.name}`)}`,
  )
  return [tell('cli.overview'), '', ...lines, '', tell('cli.more')].join('\n')
}

const help = (command: Command): string => {
  const options = Object.keys(command.options).map((name) => `  --${name}`)
  return [
    command.usage,
    '',
    `  ${tell(`command.${command.name}`)}`,
    '',
    ...options,
    '  --json',
    '  --help',
  ].join('\n')
}

const findCommand = (args: readonly string[]): { command: Command; rest: readonly string[] } | undefined => {
  for (const words of [2, 1]) {
    const command = COMMANDS.find((candidate) => candidate.name === args.slice(0, words).join(' '))
    if (command) return { command, rest: args.slice(words) }
  }
  return undefined
}

const runCommand = async (command: Command, args: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { ...command.options, json: { type: 'boolean' }, help: { type: 'boolean' } },
    allowPositionals: true,
  })
  if (values['help'] === true) {
    write(help(command))
    return 0
  }
  const { configuration, problems } = readConfiguration(process.env, root)
  if (problems.length > 0 && command.withoutValidConfiguration !== true) {
    for (const problem of problems) process.stderr.write(`${problem.name} ${problem.problem}\n`)
    return 2
  }
  const options: Record<string, string | boolean | undefined> = {}
  for (const [name, value] of Object.entries(values))
    if (typeof value === 'string' || typeof value === 'boolean') options[name] = value
  return command.run({
    configuration,
    tell,
    root,
    options,
    positionals,
    print: (lines, json) => write(options['json'] === true ? JSON.stringify(json) : lines.join('\n')),
  })
}

/** In French as the console says it, in English with the particulars. */
const problemText = (code: string, detail: string | undefined): string => {
  const text = language === 'en' ? detail : (problemTexts[language][`problem.${code}`] ?? detail)
  return text === undefined ? code : `${text} (${code})`
}

const reasonOf = (error: unknown): string => {
  if (error instanceof UsageProblem) return error.in(tell)
  if (error instanceof BackupProblem) return problemText(error.code, error.message)
  if (error instanceof Problem) return problemText(error.code, error.detail)
  if (error instanceof StorageError)
    return storageText(error, language, readConfiguration(process.env, root).configuration.dataDir)
  return error instanceof Error ? error.message : String(error)
}

const isTypingMistake = (error: unknown): error is Error =>
  error instanceof UsageProblem ||
  (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))

const main = async (args: readonly string[]): Promise<number> => {
  if (args.length === 0 || args[0] === '--help' || args[0] === 'help') {
    write(overview())
    return 0
  }
  const found = findCommand(args)
  if (!found) {
    process.stderr.write(`${tell('cli.noCommand', { name: args[0] ?? '' })}\n\n${overview()}\n`)
    return 2
  }
  try {
    return await runCommand(found.command, found.rest)
  } catch (error) {
    const message = reasonOf(error)
    process.stderr.write(isTypingMistake(error) ? `${message}\n\n${found.command.usage}\n` : `${message}\n`)
    return isTypingMistake(error) ? 2 : 1
  }
}

process.exitCode = await main(process.argv.slice(2))
