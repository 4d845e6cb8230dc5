/** The palette with this person's pages and acts, and the sheet of keys. */
import { meQuery, signOut } from '@loge/features/accounts/screens'
import { type Act, Palette } from '@loge/features/search/screens'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { ALSO, type Command } from './commands-also.ts'
import type { Floating } from './use-keys.ts'
import { KeysSheet } from './keys-sheet.tsx'
import { useLanguage } from './language.tsx'
import { chooseTheme } from './preferences.ts'
import { SETTINGS_PAGES } from './settings-pages.ts'
import { leave } from './settings-sessions.tsx'
import { useMay } from './use-may.ts'

interface CommandsProps {
  readonly is: Floating
  readonly float: (what: Floating | undefined) => void
}

/** Each page with the permission without which it would only say no. */
const PAGES = [
  ['today', '/', undefined],
  ['doorsLong', '/doors', 'access.read'],
  ['access', '/access', 'access.read'],
  ['campaigns', '/access/campaigns', 'access.read'],
  ['events', '/events', 'events.read'],
  ['reports', '/events/reports', 'events.read'],
  ['residents', '/residents', 'people.read'],
  ['emergency', '/emergency', 'access.read'],
  ['myData', '/me/data', undefined],
  ['privacyDesk', '/privacy', 'privacy.manage'],
  ['outside', '/relations', 'relations.read'],
  ['customers', '/customers', 'prospects.manage'],
  ['register', '/privacy/register', 'register.read'],
  ['settings', '/settings', undefined],
] as const

/** Pages that stand in no rail. */
const BEYOND = [
  ['labels', '/doors/labels', 'access.read'],
  ['rollouts', '/doors/changes', 'equipment.read'],
  ['looks', '/events/looks', 'events.read'],
] as const

const alsoOf = (name: Command): string => `${ALSO[name].en} ${ALSO[name].fr}`

const THEMES = ['light', 'dark', 'system'] as const

const usePages = (): readonly (Act & { readonly needs?: string | undefined })[] => {
  const shell = useTranslations('shell')
  const settings = useTranslations('settings')
  const commands = useTranslations('commands')
  const go = useNavigate()
  const page = (
    name: Command,
    label: string,
    to: (typeof PAGES | typeof BEYOND)[number][1] | (typeof SETTINGS_PAGES)[number]['to'],
    needs: string | undefined,
  ) => ({
    id: to,
    kind: 'pages' as const,
    label,
    needs,
    also: alsoOf(name),
    choose: () => void go({ to }),
  })
  return [
    ...PAGES.map(([name, to, needs]) => page(name, shell(name), to, needs)),
    ...BEYOND.map(([name, to, needs]) => page(name, commands(name), to, needs)),
    ...SETTINGS_PAGES.map(({ page: name, to, needs }) => page(name, settings(name), to, needs)),
  ]
}

const useActs = (
  float: CommandsProps['float'],
): readonly (Act & { readonly needs?: string | undefined })[] => {
  const t = useTranslations('commands')
  const go = useNavigate()
  const { language, choose } = useLanguage()
  const act = (id: Command, label: string, does: () => void, needs?: string) => ({
    id,
    kind: 'acts' as const,
    label,
    needs,
    also: alsoOf(id),
    choose: does,
  })
  const other = language === 'en' ? 'fr' : 'en'
  const list = (of: 'schedules' | 'review' | 'changes') => () =>
    void go({ to: '/access', search: { list: of } })
  return [
    act('badgeLost', t('badgeLost'), () => void go({ to: '/residents' }), 'access.manage'),
    act('openDoor', t('openDoor'), () => void go({ to: '/doors' }), 'doors.open'),
    act('whyEnter', t('whyEnter'), () => void go({ to: '/access' }), 'access.read'),
    act('lockDown', t('lockDown'), () => void go({ to: '/emergency' }), 'emergencies.order'),
    act('emergencyKey', t('emergencyKey'), () => void go({ to: '/emergency' }), 'access.read'),
    act('newPerson', t('newPerson'), () => void go({ to: '/residents/new' }), 'people.manage'),
    act('paperForm', t('paperForm'), () => void go({ to: '/residents/form' }), 'people.read'),
    act('schedules', t('schedules'), list('schedules'), 'access.read'),
    act('rightsToReview', t('rightsToReview'), list('review'), 'access.read'),
    act('pastChanges', t('pastChanges'), list('changes'), 'access.read'),
    act('zones', t('zones'), () => void go({ to: '/emergency' }), 'access.read'),
    act('firmware', t('firmware'), () => void go({ to: '/doors/changes/new' }), 'equipment.manage'),
    act('handOver', t('handOver'), () => void go({ to: '/settings/roles' }), 'accounts.manage'),
    act('sessions', t('sessions'), () => void go({ to: '/settings', hash: 'sessions' })),
    act('language', t(other === 'fr' ? 'toFrench' : 'toEnglish'), () => void choose(other)),
    ...THEMES.map((theme) => act(theme, t(theme), () => chooseTheme(theme))),
    act('keysSheet', t('keys'), () => float('keys')),
    act('signOut', t('signOut'), () => void signOut().finally(leave)),
  ]
}

export const Commands = ({ is, float }: CommandsProps) => {
  const { data: me } = useQuery(meQuery)
  const pages = usePages()
  const acts = useActs(float)
  const may = useMay()
  const allowed = [...pages, ...acts].filter(({ needs }) => needs === undefined || may(needs))
  if (is === 'keys') return <KeysSheet close={() => float(undefined)} />
  return (
    <Palette who={me?.account?.personName ?? ''} acts={allowed} may={may} close={() => float(undefined)} />
  )
}
