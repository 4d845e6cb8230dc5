/** A passphrase comes in a file: on the command line others could read it. */
import { readFile } from 'node:fs/promises'
import { UsageProblem } from './command.ts'

const SHORTEST = 12

/** The first line of the file. */
export const readPassphrase = async (path: string): Promise<string> => {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) throw new UsageProblem(`There is no passphrase at ${path}, or it cannot be read.`)
  const [passphrase = ''] = text.split(/\r?\n/)
  if (passphrase.length < SHORTEST)
    throw new UsageProblem(
      `The passphrase in ${path} is shorter than ${SHORTEST} characters. Take a longer one.`,
    )
  return passphrase
}

export const passphraseFrom = (path: string | boolean | undefined): Promise<string | undefined> =>
  typeof path === 'string' ? readPassphrase(path) : Promise.resolve(undefined)
