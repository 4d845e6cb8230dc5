import { describe, expect, it } from 'vitest'
import { makeResidence } from './residence.ts'

describe('the simulated Résidence des Tilleuls', () => {
  const residence = makeResidence(7)

  it('has 84 homes in three staircases, 190 people, 12 entrances and its equipment', () => {
    const homesOf = (staircase: string) =>
      residence.homes.filter((home) => home.staircase === staircase).length
    expect([homesOf('A'), homesOf('B'), homesOf('C')]).toEqual([30, 30, 24])
    expect(residence.people).toHaveLength(190)
    expect(residence.entrances.map((entrance) => entrance.number)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ])
    const count = (kind: string) => residence.equipment.filter((equipment) => equipment.kind === kind).length
    expect([count('intercom'), count('washer'), count('dryer'), count('terminal')]).toEqual([3, 4, 2, 1])
    expect(residence.equipment.find((equipment) => equipment.kind === 'parcelLockers')?.compartments).toBe(18)
  })

  it('is the same again from the same seed, and has other badges from another one', () => {
    expect(makeResidence(7)).toEqual(residence)
    expect(makeResidence(8).people.map((person) => person.badge)).not.toEqual(
      residence.people.map((person) => person.badge),
    )
  })

  it('gives every home a holder and every badge once', () => {
    const holders = residence.people.filter((person) => person.role === 'holder').map((person) => person.home)
    expect(new Set(holders).size).toBe(84)
    const badges = [...residence.people, ...residence.staff].flatMap(({ badge }) =>
      badge === null ? [] : [badge],
    )
    expect(new Set(badges).size).toBe(badges.length)
  })

  it('uses phone numbers kept for fiction only', () => {
    for (const { mobile, landline } of residence.people) {
      if (mobile !== null) expect(mobile).toMatch(/^\+3363998\d{4}$/)
      if (landline !== null) expect(landline).toMatch(/^\+3326191\d{4}$/)
    }
  })

  it('houses Mrs Okafor of C 33, who keeps a bicycle', () => {
    expect(
      residence.people.find((person) => person.familyName === 'Okafor' && person.home === 'C 33'),
    ).toMatchObject({ civility: 'mrs', hasBike: true })
  })
})
