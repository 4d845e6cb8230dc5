/** How an application moves, and what is found in a letter. */
import { describe, expect, it } from 'vitest'
import { APPLICATION_STATES, moveApplication } from './application.ts'
import { specialIn, strikeOut } from './special.ts'

describe('an application', () => {
  it.each([
    ['received', 'shortlist', 'shortlist'],
    ['received', 'offer', 'offer'],
    ['offer', 'hired', 'hired'],
    ['shortlist', 'rejected', 'rejected'],
    ['interview', 'withdrawn', 'withdrawn'],
  ] as const)('%s goes to %s', (state, step, next) => {
    expect(moveApplication(state, step)).toEqual({ ok: true, value: next })
  })

  it('goes back to nothing, and never on from its end', () => {
    expect(moveApplication('interview', 'shortlist')).toMatchObject({ refusal: 'application_step_back' })
    expect(moveApplication('offer', 'offer')).toMatchObject({ refusal: 'application_step_back' })
    for (const state of APPLICATION_STATES.slice(4))
      expect(moveApplication(state, 'offer')).toMatchObject({ refusal: 'application_closed' })
  })
})

describe('what the law protects most', () => {
  it.each([
    ['Je suis reconnue travailleuse handicapée.', ['health']],
    ['Délégué syndical CGT depuis 2010', ['union', 'union']],
    ['I am a practising Catholic, HIV positive.', ['beliefs', 'health']],
    ['Mon casier judiciaire est vierge.', ['offences']],
    ['J’ai tenu un embrayage, puis une terrasse de gérance.', []],
    ['I ran the race to the station: traces of it remain.', []],
  ] as const)('%s', (text, kinds) => {
    expect(specialIn(text).map(({ kind }) => kind)).toEqual(kinds)
  })

  it('is struck out where it stands, accents or not', () => {
    expect(strikeOut('Élève, handicapée, et séropositif.')).toBe('Élève, […], et […].')
    expect(strikeOut('Rien de cela.')).toBe('Rien de cela.')
  })
})
