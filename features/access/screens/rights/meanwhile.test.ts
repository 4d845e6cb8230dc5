/** What is read from a refusal. */
import { ApiProblem } from '@loge/http/client'
import { expect, test } from 'vitest'
import { meanwhileOf } from './meanwhile.ts'

const refused = (code: string, errors: readonly { code: string; message: string }[] = []) =>
  new ApiProblem({
    type: 'about:blank',
    title: code,
    status: 409,
    code,
    detail: '',
    errors: errors.map((error) => ({ pointer: '/basedOn', ...error })),
  })

test('a refusal names who changed what, and when', () => {
  const at = '2026-11-05T09:00:00.000Z'
  const error = refused('rights_changed_meanwhile', [
    { code: 'access_profile.changed', message: `${at} acc_1 apr_2` },
    { code: 'access.granted', message: `${at} key_1 apr_2` },
    { code: 'site.changed', message: `${at} system` },
  ])
  expect(meanwhileOf(error)).toEqual([
    { at: Date.parse(at), by: 'acc_1', what: 'apr_2', isWhoIsIn: false },
    { at: Date.parse(at), by: 'key_1', what: 'apr_2', isWhoIsIn: true },
    { at: Date.parse(at), by: 'system', what: undefined, isWhoIsIn: false },
  ])
})

test('a refusal without anybody named is one still, and another refusal is none', () => {
  expect(meanwhileOf(refused('rights_changed_meanwhile'))).toEqual([])
  expect(meanwhileOf(refused('schedule_retired'))).toBeUndefined()
  expect(meanwhileOf(new Error('away'))).toBeUndefined()
})
