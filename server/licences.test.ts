/** The list of licences is that of what is installed with the product. */
import { expect, test } from 'vitest'
import rootPackage from '../package.json' with { type: 'json' }
import { LICENCES, licencesIn } from './licences.ts'

test('every dependency of the product is in the list, with its version and its licence [S0-43 2/2]', () => {
  const listed = new Set(LICENCES.map(({ name }) => name))
  for (const name of Object.keys(rootPackage.dependencies))
    expect([name, listed.has(name)]).toEqual([name, true])
  for (const work of LICENCES) {
    expect(work.version).toMatch(/^\d/)
    expect([work.name, work.licence]).toEqual([work.name, expect.stringMatching(/^[A-Z0(]/)])
  }
})

test('tools that build it, and its own parts, are no part of the list', () => {
  const packages = {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0', license: 'MIT' },
    'node_modules/a/node_modules/@b/c': { version: '2.0.0', license: 'ISC' },
    'node_modules/tool': { version: '1.0.0', license: 'MIT', dev: true },
    'node_modules/@loge/kernel': { link: true },
    kernel: { license: 'Apache-2.0' },
  }
  expect(licencesIn({ packages }).map(({ name }) => name)).toEqual(['@b/c', 'a'])
})
