/** What makes a password, and what may be passed on. */
import { fc, test as property } from '@fast-check/vitest'
import { asId } from '@loge/kernel'
import { describe, expect, it } from 'vitest'
import { texts } from '../screens/texts.ts'
import {
  acceptPassword,
  BUILT_IN_ROLES,
  grantsOf,
  isPermission,
  mayPassOn,
  PERMISSIONS,
  ROLE_CODES,
  sessionLifetime,
  waitAfter,
} from './index.ts'

const about = ['helene.marchand@tilleuls.example', 'Hélène Marchand', 'Résidence des Tilleuls']

/** The rules alone; the list is the server's. */
const nowhere = () => false

describe('a password', () => {
  it.each([
    'Password1!',
    'motdepasse2024',
    'azertyuiop',
    'Azerty123456',
    '1234567890',
    '0987654321',
    'aaaaaaaaaaaa',
    'abababababab',
    'qwertyqwerty',
    'S0leil2024!!',
    'jetaime2010',
    'P@ssw0rd2026',
    '24/12/1987',
    '19871224',
    'bonjourbonjour',
    'admin12345',
    'iloveyou99',
    'Printemps2026',
    'dragon-tiger',
    '1qaz2wsx',
    'letmein!letmein!',
    'été2026!!',
    'residence2026',
  ])('is refused when anybody would try it: %s', (password) => {
    expect(acceptPassword(password, { context: about, isListed: nowhere })).toEqual({
      ok: false,
      refusal: 'password_common',
    })
  })

  it.each(['Tilleuls-44000', 'hélène.marchand', 'H3l3neMarchand!', 'marchand2026!'])(
    'is refused when it is about its owner: %s',
    (password) => {
      expect(acceptPassword(password, { context: about, isListed: nowhere })).toMatchObject({ ok: false })
    },
  )

  it.each([
    'le chat dort sous le tilleul',
    'seven otters fold paper maps',
    'vQ7#mLp2xZ-tW9k',
    'kaputt-lampe-teich',
    '木漏れ日が好きです、雨の日も悪くない。',
    'x9 k2 p4 t7 r3 w8',
  ])('is accepted when nobody would think of it: %s', (password) => {
    expect(acceptPassword(password, { context: about, isListed: nowhere })).toMatchObject({ ok: true })
  })

  it('has a length in letters, not in bytes', () => {
    const short = '🔑 vQ7#mLp2xZ-t'
    expect(acceptPassword(short, { context: [], isListed: nowhere })).toEqual({
      ok: false,
      refusal: 'password_too_short',
    })
    expect(acceptPassword(`${short}🚪`, { context: [], isListed: nowhere })).toMatchObject({ ok: true })
    expect(acceptPassword('x'.repeat(257), { context: [], isListed: nowhere })).toEqual({
      ok: false,
      refusal: 'password_too_long',
    })
    expect(
      acceptPassword(`${'a sentence of many words '.repeat(3)}`, { context: [], isListed: nowhere }),
    ).toMatchObject({ ok: true })
  })

  it('is the same however it was typed', () => {
    const [composed, decomposed] = ['été à la montagne', 'été à la montagne'.normalize('NFD')].map((text) =>
      acceptPassword(text, { context: [], isListed: nowhere }),
    )
    expect(composed).toEqual(decomposed)
  })

  property.prop([fc.string({ unit: 'binary', maxLength: 300 }), fc.array(fc.string(), { maxLength: 3 })])(
    'of any content is judged without failing',
    (password, context) => {
      expect(typeof acceptPassword(password, { context, isListed: nowhere }).ok).toBe('boolean')
    },
  )
})

describe('roles', () => {
  it('name only permissions that exist', () => {
    for (const { permissions } of BUILT_IN_ROLES)
      for (const permission of permissions) expect(isPermission(permission)).toBe(true)
    expect(BUILT_IN_ROLES.map(({ code }) => code).toSorted()).toEqual([...ROLE_CODES].toSorted())
  })

  it('let a technician learn no names and open no door', () => {
    const technician = BUILT_IN_ROLES.find(({ code }) => code === 'technician')?.permissions
    expect(technician).not.toContain('people.read')
    expect(technician).not.toContain('doors.open')
    expect(technician).not.toContain('events.read')
  })

  it('grant nothing for a permission that no feature knows', () => {
    expect(grantsOf([{ permissions: ['everything', 'places.read'], scope: { kind: 'own' } }])).toHaveLength(1)
  })

  const [here, there] = ['1', '2'].map((last) => asId('site', `00000000-0000-7000-8000-00000000000${last}`))
  const at = (siteId: typeof here, permission = 'doors.open') => {
    if (siteId === undefined) throw new Error('no site')
    return { permission, scope: { kind: 'site', siteId } } as const
  }
  const everywhere = { permission: 'doors.open', scope: { kind: 'organization' } } as const
  const own = { permission: 'doors.open', scope: { kind: 'own' } } as const

  it('are passed on only as far as they reach', () => {
    expect(mayPassOn([everywhere], [at(here), own, everywhere])).toBe(true)
    expect(mayPassOn([at(here)], [at(here), own])).toBe(true)
    expect(mayPassOn([at(here)], [at(there)])).toBe(false)
    expect(mayPassOn([at(here)], [everywhere])).toBe(false)
    expect(mayPassOn([own], [at(here)])).toBe(false)
    expect(mayPassOn([everywhere], [at(here, 'people.read')])).toBe(false)
    expect(mayPassOn([], [])).toBe(true)
  })
})

it('sessions of the console are shorter than those of a resident', () => {
  expect(sessionLifetime(['own']).idleMs).toBeGreaterThan(sessionLifetime(['own', 'site']).idleMs)
  expect(sessionLifetime([])).toEqual(sessionLifetime(['organization']))
})

it('waiting doubles with each failure and stays below a quarter of an hour', () => {
  expect([1, 4, 5, 6, 7, 30].map(waitAfter)).toEqual([0, 0, 1000, 2000, 4000, 900_000])
})

it('every permission and role has a name in both languages', () => {
  for (const language of ['en', 'fr'] as const)
    for (const key of [
      ...PERMISSIONS.map((name) => `permission.${name}`),
      ...ROLE_CODES.map((code) => `role.${code}`),
    ])
      expect(texts[language], key).toHaveProperty([key])
})
