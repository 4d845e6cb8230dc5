/** What Loge says on the command line is said in both languages, and reads well in each. */
import { StorageError } from '@loge/storage'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from './commands/index.ts'
import { UsageProblem } from './commands/command.ts'
import { describeSettings, readConfiguration } from './configuration.ts'
import { languageOf, messages, storageText, tellIn } from './messages.ts'
import { runningBox } from './running-box.ts'

const LANGUAGES = ['en', 'fr'] as const
const valuesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted()

describe('the two tables', () => {
  it('hold the same messages, each with the same values', () => {
    expect(Object.keys(messages.fr)).toEqual(Object.keys(messages.en))
    for (const [key, english] of Object.entries(messages.en)) {
      const french = messages.fr[key as keyof typeof messages.fr]
      expect(valuesIn(french), key).toEqual(valuesIn(english))
      expect(french.trim(), key).not.toBe('')
    }
  })

  it.each(LANGUAGES)('know every command and every setting in %s', (language) => {
    const tell = tellIn(language)
    for (const { name } of COMMANDS) expect(tell(`command.${name}`)).not.toBe('')
    const settings = describeSettings({ LOGE_LANGUAGE: language })
    expect(settings.map(({ what }) => what)).not.toContain('')
  })
})

describe('the language', () => {
  it.each([
    [{ LOGE_LANGUAGE: 'fr', LANG: 'en_GB.UTF-8' }, 'fr'],
    [{ LOGE_LANGUAGE: 'en', LANG: 'fr_FR.UTF-8' }, 'en'],
    [{ LANG: 'fr_FR.UTF-8' }, 'fr'],
    [{ LC_ALL: 'fr_BE.UTF-8', LANG: 'C' }, 'fr'],
    [{ LOGE_LANGUAGE: '', LANG: 'de_DE.UTF-8' }, 'en'],
    [{}, 'en'],
  ] as const)('of %o is %s', (environment, language) => {
    expect(languageOf(environment)).toBe(language)
    expect(readConfiguration(environment, '/srv').configuration.language).toBe(language)
  })

  it('is that of a database that cannot be used, with the folder it is about', () => {
    const inUse = new StorageError('data_dir_in_use', 'Another Loge is running on /srv.')
    expect(storageText(inUse, 'en', '/srv')).toBe('Another Loge is running on /srv.')
    expect(storageText(inUse, 'fr', '/srv')).toContain('Un autre Loge tourne déjà sur /srv.')
    const unworded = new StorageError('migration_failed', '0001-first failed and changed nothing')
    expect(storageText(unworded, 'fr', '/srv')).toBe('0001-first failed and changed nothing')
  })

  it('is one of two', () => {
    expect(readConfiguration({ LOGE_LANGUAGE: 'de' }, '/srv').problems).toEqual([
      { name: 'LOGE_LANGUAGE', problem: 'must be one of fr, en' },
    ])
  })

  it('is that of what is wrong with the settings and with what was typed', () => {
    const { problems } = readConfiguration(
      { LOGE_LANGUAGE: 'fr', LOGE_HTTP_PORT: 'x', LOGE_MQTT_URL: 'broker:1883', LOGE_HTPP_HOST: 'a' },
      '/srv',
    )
    expect(problems.map(({ name, problem }) => `${name} ${problem}`)).toEqual([
      'LOGE_HTTP_PORT doit être un port de 1 à 65535, par exemple 8420',
      'LOGE_MQTT_URL doit être une adresse qui commence par mqtt:// ou mqtts:// ou ws:// ou wss://',
      'LOGE_HTPP_HOST n’est pas un réglage de Loge ; `npx loge config` les donne tous',
    ])
    expect(new UsageProblem('organization.which', { slugs: 'a, b' }).in(tellIn('fr'))).toBe(
      'Dites laquelle avec --organization : a, b',
    )
  })
})

describe('the box of npm start', () => {
  const boxIn = (environment: Record<string, string>, isEdgeRevoked = false): string =>
    runningBox(readConfiguration(environment, '/srv').configuration, {
      place: '/srv/.loge/postgres',
      signInLink: 'http://localhost:8420/sign-in#1234',
      isEdgeRevoked,
    })

  it('reads well in French', () => {
    expect(boxIn({ LANG: 'fr_FR.UTF-8' })).toBe(
      [
        '┌──────────────────────────────────────────────────────────────┐',
        '│ Loge fonctionne                                              │',
        '├──────────────────────────────────────────────────────────────┤',
        '│ Console    http://localhost:8420                             │',
        '│ Résidence  http://127.0.0.1:8423 (provoquez-y des incidents) │',
        '│ Boîtier    http://127.0.0.1:8422                             │',
        '│ MQTT       mqtt://127.0.0.1:8421                             │',
        '│ Données    /srv/.loge                                        │',
        '│ Arrêter    Ctrl+C ; rien n’est perdu                         │',
        '└──────────────────────────────────────────────────────────────┘',
        '',
        '  Se connecter : http://localhost:8420/sign-in#1234',
        '  Ce lien sert une seule fois, pendant dix minutes ; npx loge link en donne un autre.',
      ].join('\n'),
    )
  })

  it('says in either language what becomes of an edge out of service', () => {
    expect(boxIn({}, true)).toContain('The edge was taken out of service. Create a code in the console')
    expect(boxIn({ LOGE_LANGUAGE: 'fr' }, true)).toContain(
      'Le boîtier a été mis hors service. Créez un code dans la console',
    )
  })
})
