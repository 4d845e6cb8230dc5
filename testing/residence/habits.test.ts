import { describe, expect, it } from 'vitest'
import { makeEquipment } from './equipment/all.ts'
import { firstComers, planDay } from './habits.ts'
import { makeResidence } from './residence.ts'

const residence = makeResidence(7)
/** Monday 23 November 2026. */
const MONDAY = 20_780

describe('the plan of a day', () => {
  it('is the same again from the same seed and day, and another on another day', () => {
    expect(planDay(residence, 7, MONDAY)).toEqual(planDay(residence, 7, MONDAY))
    expect(planDay(residence, 7, MONDAY + 1)).not.toEqual(planDay(residence, 7, MONDAY))
    expect(planDay(residence, 8, MONDAY)).not.toEqual(planDay(residence, 7, MONDAY))
  })

  it('moves most people, in order, within the day, through doors that exist', () => {
    const doors = new Set(residence.entrances.map(({ key }) => key))
    const panels = new Set(makeEquipment(residence).map(({ spec }) => spec.key))
    for (let day = MONDAY; day < MONDAY + 14; day += 1) {
      const trips = planDay(residence, 7, day)
      expect(trips.length).toBeGreaterThan(200)
      expect(trips.map(({ atMs }) => atMs)).toEqual(trips.map(({ atMs }) => atMs).toSorted((a, b) => a - b))
      for (const { atMs, steps } of trips) {
        expect(atMs).toBeGreaterThanOrEqual(0)
        expect(atMs).toBeLessThan(86_400_000)
        for (const step of steps) {
          if ('entrance' in step) expect(doors).toContain(step.entrance)
          if (step.kind === 'ride') expect(panels).toContain(step.lift)
          if (step.kind === 'ring') expect(panels).toContain(step.panel)
        }
      }
    }
  })

  it('sends the residents off in the morning and back in the evening', () => {
    const trips = planDay(residence, 7, MONDAY)
    const between = (from: number, to: number, kind: string): number =>
      trips.filter(
        ({ atMs, steps, who }) =>
          who.startsWith('person-') &&
          atMs >= from * 3_600_000 &&
          atMs < to * 3_600_000 &&
          steps[0]?.kind === kind,
      ).length
    expect(between(6, 10, 'leave')).toBeGreaterThan(between(0, 5, 'leave') + 50)
    expect(between(16, 20, 'enter')).toBeGreaterThan(between(6, 10, 'enter') + 50)
  })

  it('brings a stranger with a badge nobody knows, and the post with the mail', () => {
    const known = new Set([...residence.people, ...residence.staff].map(({ badge }) => badge))
    const trips = planDay(residence, 7, MONDAY)
    expect(trips.some(({ badge }) => badge !== null && !known.has(badge))).toBe(true)
    expect(
      trips.flatMap(({ steps }) => steps).some((step) => step.kind === 'deliver' && step.homes.length > 20),
    ).toBe(true)
  })

  it('takes those who live high up home by the lift, once they are in, and nobody else', () => {
    const trips = Array.from({ length: 7 }, (_, day) => planDay(residence, 7, MONDAY + day)).flat()
    const rides = trips.filter(({ steps }) => steps.some(({ kind }) => kind === 'ride'))
    expect(rides.length).toBeGreaterThan(50)
    for (const { who, steps } of rides) {
      const home = residence.people.find(({ key }) => key === who)?.home ?? ''
      expect(home).toMatch(/^C [23]/)
      expect(steps.slice(-2)).toEqual([
        { kind: 'enter', entrance: 'hall-c' },
        { kind: 'ride', lift: 'lift-c', level: Number(home[2]) },
      ])
    }
  })

  it('has somebody come home, and a stranger, whatever the hour', () => {
    for (let day = MONDAY; day < MONDAY + 7; day += 1) {
      const comers = firstComers(planDay(residence, 7, day), 8)
      expect(comers).toHaveLength(9)
      expect(comers.every(({ badge, steps }) => badge !== null && steps[0]?.kind === 'enter')).toBe(true)
      expect(comers.map(({ who }) => who)).toContain('stranger')
    }
  })
})
