/** What is delivered to browsers names no tracker of somebody else that the register does not declare. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defaultRegister } from '@loge/features/law/core'
import { expect, test } from 'vitest'
import { builtConsole } from '../console/build.ts'

/** As they call themselves in the code of a page: their cookies, their functions, their hosts. */
const NAMES = [
  'fbpx',
  'fbq(',
  '_fbp',
  'fbevents',
  'connect.facebook',
  'gtag(',
  'google-analytics',
  'googletagmanager',
  'doubleclick.net',
  'googleadservices',
  'hotjar',
  'clarity.ms',
  'segment.io',
  'mixpanel',
  'amplitude.com',
  'matomo',
  'piwik',
  'plausible.io',
  'hubspot',
  'linkedin.com/px',
  'snap.licdn',
  'analytics.tiktok',
  'bat.bing',
  'criteo',
  'posthog',
  'sentry.io',
  'fullstory',
  'intercom.io',
] as const

const undeclaredIn = (text: string, declared: readonly string[]): readonly string[] => {
  const lower = text.toLowerCase()
  return NAMES.filter((name) => lower.includes(name) && !declared.includes(name))
}

const SCRIPTS = /\.(?:js|css|html|json|webmanifest|svg)$/

test('no file of the app for browsers names a tracker nobody declared [S1-1 4/4]', async () => {
  const folder = await builtConsole()
  const files = (await readdir(folder, { recursive: true })).filter((file) => SCRIPTS.test(file))
  expect(files.length).toBeGreaterThan(5)
  const declared = defaultRegister.trackers.map(({ name }) => name)
  for (const file of files)
    expect([file, undeclaredIn(await readFile(join(folder, file), 'utf8'), declared)]).toEqual([file, []])
  // And it would be seen, unless the register says so.
  expect(undeclaredIn('!function(){fbq("init","1")}', declared)).toEqual(['fbq('])
  expect(undeclaredIn('document.cookie="_fbp=1"', [...declared, '_fbp'])).toEqual([])
}, 180_000)
