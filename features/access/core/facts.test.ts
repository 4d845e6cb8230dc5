/** What leads to whoever passed stays folded with them. */
import type { FactDefinition } from '@loge/features/events/core'
import { expect, it } from 'vitest'
import { accessFacts, edgeFacts } from './index.ts'

/** Each names one person to whoever may read badges, rights, or the edge's own list. */
const LEADS = ['subjectRef', 'credentialId', 'accessGrantId', 'aboutEventId']
const facts: readonly FactDefinition[] = [...Object.values(accessFacts), ...Object.values(edgeFacts)]
const passages = facts.filter(({ retention, pointsAt }) => retention === 'movement' || pointsAt !== undefined)

it('every fact about a passage says which of its keys lead to a person', () => {
  expect(passages.length).toBeGreaterThan(5)
  const told = passages.flatMap(({ type, payload, pointsAt = [] }) =>
    Object.keys(payload)
      .filter((key) => LEADS.includes(key) && !pointsAt.includes(key))
      .map((key) => `${type} ${key}`),
  )
  expect(told).toEqual([])
})
