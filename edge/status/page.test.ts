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
  timeZone: 'Europe/Paris',
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

test('times by the clock of the residence, and which that is', () => {
  expect(statusPage(status, 'fr')).toContain('22 novembre à 10:00:00.')
  expect(statusPage(status, 'fr')).toContain('celles de la résidence (Europe/Paris).')
  const tokyo = statusPage({ ...status, timeZone: 'Asia/Tokyo' }, 'en')
  expect(tokyo).toContain('22 November at 18:00:00.')
  expect(tokyo).toContain('those of the residence (Asia/Tokyo).')
})

test('times in UTC, and that they are, until the residence is known', () => {
  expect(statusPage({ ...status, timeZone: null }, 'en')).toContain('22 November at 09:00:00.')
  expect(statusPage({ ...status, timeZone: null }, 'en')).toContain('in UTC until')
  expect(statusPage({ ...status, timeZone: null }, 'fr')).toContain('en UTC tant que')
})
