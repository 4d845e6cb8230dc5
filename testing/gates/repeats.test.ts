/** What becomes of a repeated request, over every route: a new POST cannot forget to act once. */
import { takesIdempotencyKey, type Route } from '@loge/http/contract'
import { beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { everyRoute } from './every-route.ts'

/** They change nothing, prove who somebody is, or take a file, which is not read before it is handed on. */
const RUN_EVERY_TIME = [
  'POST /access-campaigns/{id}/decisions/preview',
  'POST /access-changes/preview',
  'POST /accounts/search',
  'POST /applications/search',
  'POST /applications/{id}/documents',
  'POST /imports',
  'POST /me/confirmation',
  'POST /me/confirmation/passkey',
  'POST /me/passkeys/options',
  'POST /names',
  'POST /people/search',
  'POST /people/{id}/privacy/copy',
  'POST /privacy/releases/{id}/content',
  'POST /privacy/requests/{id}/acts/preview',
  'POST /privacy/requests/{id}/files',
  'POST /retention/archive/{id}/open',
  'POST /rollouts/preview',
  'POST /search',
  'POST /zones/{id}/rules/preview',
]

/** Nobody is known there to whom a key could belong. Each hands out or takes something that works once. */
const OPEN_TO_ALL = [
  'POST /edges/enrol',
  'POST /public/audience',
  'POST /public/cookie-choices',
  'POST /public/privacy/notices/{id}/reply',
  'POST /public/privacy/requests',
  'POST /sign-in/links',
  'POST /sign-in/links/consume',
  'POST /sign-in/passkey',
  'POST /sign-in/passkey/options',
  'POST /sign-in/password',
]

let routes: readonly Route[]
beforeAll(async () => {
  routes = await everyRoute()
})

const nameOf = ({ method, path }: Route): string => `${method} ${path}`

const SHOWN_ONCE = /^(secret|token|pin|password|url)$/

/** The names of everything in an answer; `code` alone at its top, where it is one to type in and not a stable name. */
const shownOnceIn = (shape: unknown, depth = 0): readonly string[] => {
  if (typeof shape !== 'object' || shape === null) return []
  return Object.entries(shape).flatMap(([key, inner]) => {
    if (key !== 'properties') return shownOnceIn(inner, depth + 1)
    const names = Object.keys(inner as object)
    return [
      ...names.filter((name) => SHOWN_ONCE.test(name) || (depth === 0 && name === 'code')),
      ...Object.values(inner as object).flatMap((property) => shownOnceIn(property, depth + 2)),
    ]
  })
}

it('every POST and DELETE acts once by its key, except those named here', () => {
  const acts = routes.filter(({ method }) => method === 'POST' || method === 'DELETE')
  expect(acts.length).toBeGreaterThan(80)
  const without = acts.filter((route) => !takesIdempotencyKey(route)).map(nameOf)
  expect(without.toSorted()).toEqual([...RUN_EVERY_TIME, ...OPEN_TO_ALL].toSorted())
})

it('what acts once answers with one document: a stream or a file cannot be kept, nor bound to a key', () => {
  const unfit = routes.filter(
    (route) => takesIdempotencyKey(route) && (route.stream ?? route.download ?? route.upload) !== undefined,
  )
  expect(unfit.map(nameOf)).toEqual([])
})

it('an answer that shows a secret once is not kept', () => {
  const shows = routes.filter(
    (route) =>
      takesIdempotencyKey(route) &&
      route.answer !== undefined &&
      shownOnceIn(z.toJSONSchema(route.answer, { io: 'input', unrepresentable: 'any' })).length > 0,
  )
  const refused = routes.filter(({ repeat }) => repeat === 'refused')
  expect(refused.length).toBeGreaterThan(3)
  expect(shows.map(nameOf).toSorted()).toEqual(refused.map(nameOf).toSorted())
})
