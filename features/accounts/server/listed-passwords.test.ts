/** The list of what is guessed first: what is in it, what is not, what it weighs, and how fast it answers. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { acceptPassword, plainPassword } from '../core/index.ts'
import { isListed } from './listed-passwords.ts'

const judge = (password: string) => acceptPassword(password, { context: [], isListed })

describe('the list of common passwords', () => {
  it.each([
    'password1',
    'trustno1',
    'iloveyou',
    'jessica1',
    'Bibliothèque',
    'crocodile',
    'anderson',
    'ordinateur',
  ])('knows %s', (password) => {
    expect(isListed(plainPassword(password))).toBe(true)
    expect(judge(password)).toEqual({ ok: false, refusal: 'password_common' })
  })

  it.each(['Bibliothèque2026!', '!!crocodile99!!2026', 'cr0c0dile 2026 !'])(
    'sees through what is put around a word or instead of its letters: %s',
    (password) => {
      expect(acceptPassword(password, { context: [], isListed: () => false })).toMatchObject({ ok: true })
      expect(judge(password)).toEqual({ ok: false, refusal: 'password_common' })
    },
  )

  it.each([
    'correcthorsebatterystaple',
    'Correct Horse Battery Staple',
    'crocodile bibliothèque',
    'Crocodile_Bibliotheque_2026',
    'J E S S I C A 1 2 3 4 5 6 7',
  ])('sees through blanks, case and two words in a row: %s', (password) => {
    expect(judge(password)).toEqual({ ok: false, refusal: 'password_common' })
  })

  it.each([
    'le chat dort sous le tilleul',
    'vQ7#mLp2xZ-tW9k',
    'kaputt-lampe-teich',
    '木漏れ日が好きです、雨の日も悪くない。',
  ])('leaves alone what nobody would think of: %s', (password) => {
    expect(judge(password)).toMatchObject({ ok: true })
  })

  it('is sorted and without doubles, else half of it would not be found, and stays below half a megabyte', () => {
    const bytes = readFileSync(join(import.meta.dirname, 'common-passwords.bin'))
    const digests = Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readUInt32BE(index * 4))
    expect(digests.every((digest, index) => index === 0 || digest > (digests[index - 1] ?? 0))).toBe(true)
    expect(digests.length).toBeGreaterThan(90_000)
    expect(bytes.length).toBeLessThan(512 * 1024)
  })

  it('wrongly knows next to nothing', () => {
    const made = Array.from({ length: 20_000 }, (_, index) => `x${index}-never-said-${index * 7919}`)
    expect(made.filter(isListed).length).toBeLessThan(10)
  })

  it('is asked, with every rule, in less than a millisecond', () => {
    const passwords = Array.from({ length: 500 }, (_, index) => `un-mot-${index}-de-passe-${index}`)
    const began = performance.now()
    for (const password of passwords) judge(password)
    expect((performance.now() - began) / passwords.length).toBeLessThan(1)
  })
})
