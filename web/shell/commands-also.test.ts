import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { searchForm } from '@loge/kernel'
import { describe, expect, test } from 'vitest'
import { ALSO, type Command } from './commands-also.ts'
import { texts } from './commands-texts.ts'
import { SETTINGS_PAGES } from './settings-pages.ts'
import { texts as settingsTexts } from './settings-texts.ts'
import { texts as shellTexts } from '../texts.ts'

const labelsOf = (name: string): string =>
  (['en', 'fr'] as const)
    .flatMap((language) => [
      texts[language].commands,
      shellTexts[language].shell,
      settingsTexts[language].settings,
    ])
    .map((all) => Reflect.get(all, name))
    .filter((label) => typeof label === 'string')
    .join(' ')

const found = (typed: string): readonly string[] =>
  Object.entries(ALSO)
    .filter(([name, { en, fr }]) => {
      const text = ` ${searchForm(`${labelsOf(name)} ${en} ${fr}`)}`
      return searchForm(typed)
        .split(' ')
        .every((word) => text.includes(` ${word}`))
    })
    .map(([name]) => name)

describe('the words of people', () => {
  test.each(
    Object.entries(ALSO).flatMap(([name, words]) =>
      (['en', 'fr'] as const).map((language) => [name, language, words[language]] as const),
    ),
  )('%s is known by at least two words of %s', (_name, _language, words) => {
    expect(new Set(searchForm(words).split(' ')).size).toBeGreaterThanOrEqual(2)
  })

  test.each<readonly [string, Command]>([
    ['logiciel', 'firmware'],
    ['firmware', 'rollouts'],
    ['mise à jour', 'firmware'],
    ['campagne', 'campaigns'],
    ['campaign', 'campaigns'],
    ['clé d’urgence', 'emergencyKey'],
    ['anti-retour', 'zones'],
    ['break glass', 'emergencyKey'],
    ['zone', 'zones'],
    ['thème sombre', 'dark'],
    ['dark theme', 'dark'],
    ['sauvegarde', 'backup'],
    ['restore', 'backup'],
    ['exporter', 'import'],
    ['export', 'import'],
    ['délégation', 'handOver'],
    ['delegate', 'handOver'],
    ['paramètres', 'settings'],
    ['settings', 'settings'],
    ['schedule', 'schedules'],
    ['horaires', 'schedules'],
    ['étiquettes', 'labels'],
    ['qr', 'labels'],
    ['boîtier', 'edges'],
    ['jours fériés', 'sites'],
    ['holidays', 'sites'],
    ['annuler', 'pastChanges'],
    ['undo', 'pastChanges'],
    ['raccourcis', 'keysSheet'],
    ['log out', 'signOut'],
    ['incendie', 'lockDown'],
    ['inviter', 'accounts'],
    ['jeton', 'keys'],
    ['badge perdu', 'badgeLost'],
  ])('%s leads to %s', (typed, command) => {
    expect(found(typed)).toContain(command)
  })
})

test('every page of the console that has an address of its own is a command', async () => {
  const read = (path: string) => readFile(join(import.meta.dirname, path), 'utf8')
  const commands = `${await read('commands.tsx')}${SETTINGS_PAGES.map(({ to }) => `'${to}'`).join()}`
  const paths = [...(await read('../routes.tsx')).matchAll(/consoleRoute,\s+path: '([^'$]+)'/g)].map(
    ([, path = '']) => path,
  )
  expect(paths.length).toBeGreaterThan(20)
  // A printed log is of the filters it was asked from.
  expect(paths.filter((path) => path !== '/events/print' && !commands.includes(`'${path}'`))).toEqual([])
})
