/** The edge's own page says in words what no waiting mends, in both languages. */
import { expect, test } from 'vitest'
import { type EdgeStatus, statusPage } from './page.ts'

const status: EdgeStatus = {
  connected: false,
  since: '2026-11-22T09:00:00.000Z',
  lastTrouble: null,
  cut: false,
  withdrawn: false,
  snapshotVersion: 3,
  snapshotProblem: null,
  backlog: 0,
  journalBytes: 0,
  unknownPayloads: 0,
  journalProblem: null,
  clockTrusted: true,
  devices: [],
}

test.each([
  [
    'protocol_unsupported',
    'releases that do not understand each other',
    'versions qui ne se comprennent pas',
  ],
  ['edge_revoked', 'taken out of service', 'mis hors service'],
  ['connection_lost', 'Last trouble: connection_lost', 'Dernier incident : connection_lost'],
])('%s', (lastTrouble, english, french) => {
  expect(statusPage({ ...status, lastTrouble }, 'en')).toContain(english)
  expect(statusPage({ ...status, lastTrouble }, 'fr')).toContain(french)
})

test('that the rights on the disk are damaged', () => {
  const damaged = { ...status, snapshotVersion: 0, snapshotProblem: 'signature_invalid' }
  expect(statusPage(damaged, 'en')).toContain('damaged (signature_invalid)')
  expect(statusPage(damaged, 'fr')).toContain('abîmés (signature_invalid)')
})
