import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instant, newId } from '@loge/kernel'
import { realWorld as world } from '@loge/kernel/real-world'
import { expect, test } from 'vitest'
import { type KnownEdge, localRevoked, worriesOf } from './edges.ts'
import { tellIn } from './messages.ts'

const siteId = newId(world, 'site')
const edge = (state: KnownEdge['state']): KnownEdge => ({
  id: newId(world, 'edge'),
  siteId,
  name: 'Cave',
  state,
  since: instant(Date.UTC(2026, 0, 5)),
})

test('an edge that is heard is no worry, one that is not is, and a site without one in service is wrong', () => {
  expect(worriesOf([edge('connected')], tellIn('en'))).toEqual([])
  expect(worriesOf([edge('alone'), edge('never_connected')], tellIn('en')).map(({ state }) => state)).toEqual(
    ['attention', 'attention'],
  )
  expect(worriesOf([edge('revoked')], tellIn('en'))).toMatchObject([
    { state: 'wrong', says: expect.stringMatching(/taken out of service.*LOGE_ENROLMENT_CODE/) },
  ])
  expect(worriesOf([edge('revoked'), edge('connected')], tellIn('en'))).toEqual([])
})

test('the edge of this machine is known by what it holds, also when that is damaged or not there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loge-edges-'))
  try {
    const [revoked, other] = [edge('revoked'), edge('connected')]
    expect(localRevoked([revoked], folder)).toBeUndefined()
    mkdirSync(join(folder, 'edge'))
    const holds = (text: string) => writeFileSync(join(folder, 'edge', 'edge.enrolment'), text)
    holds('{')
    expect(localRevoked([revoked], folder)).toBeUndefined()
    holds(JSON.stringify({ edgeId: other.id }))
    expect(localRevoked([revoked, other], folder)).toBeUndefined()
    holds(JSON.stringify({ edgeId: revoked.id }))
    expect(localRevoked([revoked, other], folder)).toBe(revoked)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
