/** The zone tables read from the runtime, against what the same runtime prints. */
import { HOUR_MS, instant } from '@loge/kernel'
import { describe, expect, test } from 'vitest'
import { offsetAt } from '../core/index.ts'
import { readZoneTable } from './zone-table.ts'

const FROM = instant(Date.UTC(2025, 0, 1))
const UNTIL = instant(Date.UTC(2028, 0, 1))

describe('a zone table', () => {
  test.each([
    'Europe/Paris',
    'Indian/Reunion',
    'America/Cayenne',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
  ])('of %s shows the wall clock Intl shows', (zone) => {
    const table = readZoneTable(zone, FROM, UNTIL) ?? expect.fail('unknown zone')
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    for (let at = FROM; at < UNTIL; at = instant(at + 7 * HOUR_MS)) {
      const local = new Date(at + offsetAt(table, at)).toISOString().slice(0, 19).replace('T', ' ')
      if (local !== format.format(at)) expect.fail(`${local} is not ${format.format(at)}`)
    }
  })

  test('holds each change once', () => {
    const table = readZoneTable('Europe/Paris', FROM, UNTIL) ?? expect.fail('unknown zone')
    expect(table.offsets.map(({ at }) => new Date(at).toISOString())).toEqual([
      '2025-01-01T00:00:00.000Z',
      '2025-03-30T01:00:00.000Z',
      '2025-10-26T01:00:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-10-25T01:00:00.000Z',
      '2027-03-28T01:00:00.000Z',
      '2027-10-31T01:00:00.000Z',
    ])
  })

  test('does not exist for a zone nobody knows', () => {
    expect(readZoneTable('Europe/Lutece', FROM, UNTIL)).toBeUndefined()
  })
})
