/** Nobody should read a code where a sentence belongs: every declared fact, refusal and check has words. */
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { REFUSALS } from '@loge/features/access/core'
import { expect, test } from 'vitest'
import { loadTexts, type Texts } from './build/locales.ts'

const root = join(import.meta.dirname, '..')

const find = (texts: Texts, path: string): unknown =>
  path.split('.').reduce<unknown>((place, step) => (place as Texts | undefined)?.[step], texts)

const declaredTypes = async (): Promise<readonly string[]> => {
  const types: string[] = []
  for await (const file of glob('features/*/core/*facts.ts', { cwd: root })) {
    const module: Record<string, unknown> = await import(join(root, file))
    for (const facts of Object.values(module))
      for (const fact of Object.values(facts as Record<string, { type?: string }>))
        if (typeof fact?.type === 'string') types.push(fact.type)
  }
  return types
}

test.each(['en', 'fr'] as const)('every fact, refusal and check is worded in %s', async (language) => {
  const texts = await loadTexts(language)
  const paths = [
    ...(await declaredTypes()).map((type) => `event.${type}`),
    ...REFUSALS.flatMap((code) => [
      `refusal.${code}`,
      `refusalHelp.${code}`,
      `refusalWhat.${code}`,
      `check.${code}`,
    ]),
  ]
  expect(paths.length).toBeGreaterThan(80)
  expect(paths.filter((path) => typeof find(texts, path) !== 'string')).toEqual([])
})
