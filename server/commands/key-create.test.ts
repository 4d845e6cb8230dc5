/** What `loge key create` says to who typed something else than a role of a program. */
import { expect, it } from 'vitest'
import { readConfiguration } from '../configuration.ts'
import { tellIn } from '../messages.ts'
import { keyCreateCommand } from './key-create.ts'

/** Refused before anything of the installation is touched: there is none here. */
const refusalOf = async (role: string): Promise<string> => {
  const { configuration } = readConfiguration({ LOGE_DATA_DIR: '/nowhere/at/all' }, '/')
  const run = keyCreateCommand.run({
    configuration,
    tell: tellIn('en'),
    root: '/',
    options: { role },
    positionals: [],
    print: () => undefined,
  })
  return run.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Error ? `${error.constructor.name}: ${error.message}` : 'no error'),
  )
}

it('says why a key takes no role of a person, which ones it takes, and how a resident comes in', async () => {
  expect(await refusalOf('resident')).toBe(
    'UsageProblem: The role resident is about what is one’s own, and a key is nobody’s. ' +
      '--role takes one of administrator, manager, caretaker, technician, dpo, commercial, recruiter, integrator. ' +
      'For a person, give them an account: in the console, under Settings, Who signs in',
  )
})

it('names the roles a key takes where the one that was typed does not exist', async () => {
  expect(await refusalOf('boss')).toBe(
    'UsageProblem: --role takes one of administrator, manager, caretaker, technician, dpo, commercial, recruiter, integrator',
  )
})
