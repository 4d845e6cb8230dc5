/** A passphrase comes in a file: on the command line others could read it. */
import { readFile } from 'node:fs/promises'
import { UsageProblem } from './command.ts'

const SHORTEST = 12

/** The first line of the file. */
export const readPassphrase = async (path: string): Promise<string> => {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) throw new UsageProblem('passphrase.none', { path })
  const [passphrase = ''] = text.split(/\r?\n/)
  if (passphrase.length < SHORTEST) throw new UsageProblem('passphrase.short', { path, least: SHORTEST })
  return passphrase
}

export const passphraseFrom = (path: string | boolean | undefined): Promise<string | undefined> =>
  typeof path === 'string' ? readPassphrase(path) : Promise.resolve(undefined)
