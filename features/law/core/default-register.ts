/** The register of an organization that has published none: what the code does, and nothing about who answers for it. */
import { ACTIVITY_IDS, type Category } from '@loge/kernel'
import type { Sentence } from './basis.ts'
import { categories } from './categories.ts'
import { defaultActivities } from './default-activities.ts'
import { defaultRetention } from './default-retention.ts'
import { OWN_MEASURES } from './measures.ts'
import type { Named } from './named.ts'
import type { Audience, Register, RegisterCategory, Tracker } from './register.ts'

const AUDIENCES: readonly Audience[] = [
  { id: 'resident', is: 'resident', label: { en: 'residents', fr: 'résidents' } },
  { id: 'visitor', is: 'visitor', label: { en: 'visitors', fr: 'visiteurs' } },
  { id: 'manager', is: 'manager', label: { en: 'managers', fr: 'gestionnaires' } },
  { id: 'staff', is: 'staff', label: { en: 'staff', fr: 'personnel' } },
  { id: 'candidate', is: 'candidate', label: { en: 'candidates', fr: 'candidats' } },
  { id: 'contact', is: 'contact', label: { en: 'people we call on', fr: 'intervenants et contacts' } },
]

const categoryOf = ([id, label]: readonly [string, Sentence]): RegisterCategory => ({
  id,
  label,
  covers: [id as Category],
})

const ours = (
  name: string,
  { store, lifetime }: Pick<Tracker, 'store' | 'lifetime'>,
  purpose: Sentence,
): Tracker => ({
  id: name,
  name,
  provider: 'Loge',
  kind: 'necessary',
  store,
  lifetime,
  surface: 'console',
  purpose,
})

/** What the pages of the house leave on a device, whoever runs it. */
const TRACKERS: readonly Tracker[] = [
  ours(
    'loge',
    { store: 'cookie', lifetime: { unit: 'day', count: 180 } },
    { en: 'keeps you signed in', fr: 'vous garde connecté' },
  ),
  ours(
    'loge-signed-in',
    { store: 'cookie', lifetime: { unit: 'day', count: 180 } },
    {
      en: 'tells the page that somebody is signed in, and not who',
      fr: 'dit à la page que quelqu’un est connecté, sans dire qui',
    },
  ),
  ours(
    'loge-choice',
    { store: 'cookie', lifetime: { unit: 'month', count: 6 } },
    { en: 'remembers your choice about cookies', fr: 'retient votre choix en matière de cookies' },
  ),
  ours(
    'tsr-scroll-restoration-v1_3',
    { store: 'session_storage', lifetime: null },
    {
      en: 'remembers how far each page was read, until the window is closed',
      fr: 'retient où chaque page a été laissée, jusqu’à la fermeture de la fenêtre',
    },
  ),
  ...(
    [
      [
        'loge.language',
        { en: 'remembers the language you chose', fr: 'retient la langue que vous avez choisie' },
      ],
      [
        'loge.uncounted',
        {
          en: 'remembers that your visits are not to be counted',
          fr: 'retient que vos visites ne doivent pas être comptées',
        },
      ],
      ['loge.theme', { en: 'remembers light or dark', fr: 'retient l’affichage clair ou sombre' }],
      [
        'loge.letters',
        { en: 'remembers whether single keys act', fr: 'retient si les raccourcis à une touche sont actifs' },
      ],
      [
        'loge.residence',
        {
          en: 'remembers the name of the residence for the sign-in page',
          fr: 'retient le nom de la résidence pour la page de connexion',
        },
      ],
    ] as const
  ).map(([name, purpose]) => ours(name, { store: 'local_storage', lifetime: null }, purpose)),
]

export const defaultRegister: Register = {
  jurisdiction: {
    country: 'FR',
    authority: {
      id: 'cnil',
      name: 'Commission nationale de l’informatique et des libertés (CNIL)',
      address: '3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, France',
      web: 'https://www.cnil.fr',
    },
    law: {
      en: 'Regulation (EU) 2016/679 (GDPR) and the French act of 6 January 1978',
      fr: 'Règlement (UE) 2016/679 (RGPD) et loi du 6 janvier 1978',
    },
  },
  controller: { name: '', address: '', email: '', phone: '', web: '', dpo: null },
  transfers: { policy: 'eu_only', safeguards: [], locations: [] },
  identity: { mode: 'on_doubt', justification: null },
  channels: [{ kind: 'in_app', address: '', for: ['rights'] }],
  clock: { days: null, pause: 'resume' },
  audiences: AUDIENCES,
  categories: Object.entries(categories).map(categoryOf),
  sources: [
    { id: 'person', kind: 'person', label: { en: 'told by the person', fr: 'donné par la personne' } },
    {
      id: 'staff',
      kind: 'third_party',
      label: { en: 'told by whoever runs the residence', fr: 'donné par le gestionnaire de la résidence' },
    },
    {
      id: 'observed',
      kind: 'observed',
      label: { en: 'recorded by equipment', fr: 'relevé par les équipements' },
    },
  ],
  activities: defaultActivities,
  retention: defaultRetention,
  recipientKinds: [
    {
      id: 'hosting',
      role: 'processor',
      label: { en: 'hosting and maintenance', fr: 'hébergement et maintenance' },
    },
  ],
  recipients: [],
  surfaces: [
    {
      id: 'console',
      label: { en: 'this application', fr: 'cette application' },
      refusing: {
        en: 'Your browser can refuse them. You can then no longer sign in; every page that needs no account stays open.',
        fr: 'Votre navigateur peut les refuser. Vous ne pourrez alors plus vous connecter ; toutes les pages sans compte restent ouvertes.',
      },
    },
  ],
  trackers: TRACKERS,
  glossary: [],
  security: OWN_MEASURES,
}

const missing = <T extends Named>(there: readonly T[], from: readonly T[], ids: ReadonlySet<string>): T[] => {
  const known = new Set(there.map(({ id }) => id))
  return from.filter(({ id }) => ids.has(id) && !known.has(id))
}

/**
 * With what this release of the code does and the register does not name: published before the release, it still
 * answers for every activity and every category. What it says itself stays as it is.
 */
export const completed = (register: Register): Register => {
  const covered = new Set(register.activities.flatMap(({ runs }) => runs))
  const gaps = new Set<string>(ACTIVITY_IDS.filter((id) => !covered.has(id)))
  const activities = missing(register.activities, defaultActivities, gaps)
  const idsOf = (list: 'audiences' | 'categories' | 'recipientKinds' | 'sources'): ReadonlySet<string> =>
    new Set(activities.flatMap((activity) => activity[list]))
  const rules = new Set(activities.flatMap(({ purposes }) => purposes.map(({ retention }) => retention)))
  const add = <List extends 'audiences' | 'categories' | 'recipientKinds' | 'sources'>(list: List) =>
    missing<Register[List][number]>(register[list], defaultRegister[list], idsOf(list))
  return {
    ...register,
    audiences: [...register.audiences, ...add('audiences')],
    categories: [...register.categories, ...add('categories')],
    recipientKinds: [...register.recipientKinds, ...add('recipientKinds')],
    sources: [...register.sources, ...add('sources')],
    activities: [...register.activities, ...activities],
    retention: [...register.retention, ...missing(register.retention, defaultRetention, rules)],
    surfaces: [
      ...register.surfaces,
      ...missing(register.surfaces, defaultRegister.surfaces, new Set(['console'])),
    ],
    trackers: [
      ...register.trackers,
      ...missing(register.trackers, TRACKERS, new Set(TRACKERS.map(({ id }) => id))),
    ],
    security: [
      ...register.security,
      ...missing(register.security, OWN_MEASURES, new Set(OWN_MEASURES.map(({ id }) => id))),
    ],
  }
}

/** What the person concerned is told about something the code does: why, and until when. */
export const noticeOf = (
  { activities, retention }: Pick<Register, 'activities' | 'retention'>,
  id: (typeof ACTIVITY_IDS)[number],
): { readonly purpose: Sentence; readonly kept: Sentence } | undefined => {
  const [purpose] = activities.flatMap(({ runs, purposes }) => (runs.includes(id) ? purposes : []))
  const rule = retention.find((one) => one.id === purpose?.retention)
  return purpose === undefined || rule === undefined
    ? undefined
    : { purpose: purpose.sentence, kept: rule.sentence }
}
