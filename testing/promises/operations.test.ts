/** Every entry of the log says what was done with data, in the one vocabulary of the law, the register and the glossary. */
import { operationOf, placedOperation } from '@loge/features/events/core'
import { OPERATIONS } from '@loge/features/law/core'
import { expect, test } from 'vitest'
import { texts } from '../../features/events/screens/log/texts.ts'
import { everyFact } from '../../server/facts.ts'
import { readPresets } from './preset-claims.ts'

const facts = everyFact.flatMap((one) => Object.values(one))

test('[S3-10 2/3] every verb of the audit log is one of the operations the law enumerates, which the register says and people read', async () => {
  const audited = facts.filter(({ retention }) => retention === 'audit')
  expect(audited.length).toBeGreaterThan(150)
  // Each was placed by somebody: a verb nobody thought of is a fault, and not a recording by default.
  expect(audited.filter(({ type }) => placedOperation(type) === undefined).map(({ type }) => type)).toEqual(
    [],
  )
  for (const { type } of facts) expect(OPERATIONS).toContain(operationOf(type))
  for (const [type, operation] of [
    ['message.received', 'collection'],
    ['person.changed', 'alteration'],
    ['person.name_shown', 'consultation'],
    ['privacy.copied', 'retrieval'],
    ['privacy.disclosed', 'disclosure'],
    ['privacy.restricted', 'restriction'],
    ['privacy.erased', 'erasure'],
  ] as const)
    expect([type, facts.some((fact) => fact.type === type), operationOf(type)]).toEqual([
      type,
      true,
      operation,
    ])
  for (const language of ['en', 'fr'] as const) {
    const words: Readonly<Record<string, string>> = texts[language].events.operations
    expect(Object.keys(words).toSorted()).toEqual([...OPERATIONS].toSorted())
  }
  // The four the definition names are words of the log as well.
  const softathome = (await readPresets()).find(({ name }) => name === 'softathome')?.register
  const said = softathome?.glossary.find(({ id }) => id === 'processing')?.definition
  const { operations } = texts.fr.events
  for (const one of ['collection', 'storage', 'adaptation', 'alteration'] as const)
    expect(said?.fr).toContain(operations[one])
  for (const { operations: done } of softathome?.activities ?? [])
    for (const one of done) expect(OPERATIONS).toContain(one)
})
