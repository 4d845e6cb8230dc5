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
  expect(statusPage({ ...status, lastTrouble }, { language: 'en' })).toContain(english)
  expect(statusPage({ ...status, lastTrouble }, { language: 'fr' })).toContain(french)
})

test('that the rights on the disk are damaged', () => {
  const damaged = { ...status, snapshotVersion: 0, snapshotProblem: 'signature_invalid' }
  expect(statusPage(damaged, { language: 'en' })).toContain('damaged (signature_invalid)')
  expect(statusPage(damaged, { language: 'fr' })).toContain('abîmés (signature_invalid)')
})

test('times by the clock of whoever reads, and without it by its own, named', () => {
  expect(statusPage(status, { language: 'fr', timeZone: 'Europe/Paris' })).toContain(
    '22 novembre à 10:00:00.',
  )
  expect(statusPage(status, { language: 'en', timeZone: 'Asia/Tokyo' })).toContain('22 November at 18:00:00.')
  expect(statusPage(status, { language: 'en' })).toMatch(/at \d\d:00:00 [A-Z]/)
})
