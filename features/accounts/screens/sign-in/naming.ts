/** What whoever installs says of themselves and of the residence, and how it is kept. */
import type { peopleRoutes } from '@loge/features/people/wire'
import type { siteRoutes } from '@loge/features/places/wire'
import { api } from '@loge/http/client'
import { isNobody } from '../../core/email.ts'
import type { accountsRoutes } from '../../wire.ts'
import { looksLikeEmail } from './looks-like-email.ts'
import type { Me } from './me.ts'

type Accounts = typeof accountsRoutes
type People = typeof peopleRoutes
type Sites = typeof siteRoutes

export const YOU = ['givenName', 'familyName', 'email'] as const
export const HOME = ['name', 'street', 'postalCode', 'city', 'country', 'timeZone'] as const
type Field = (typeof YOU)[number] | (typeof HOME)[number]

export type Naming = Readonly<Record<Field, string>> & { readonly civility: 'none' | 'mrs' | 'mr' }

export const NOTHING_SAID: Naming = {
  civility: 'none',
  givenName: '',
  familyName: '',
  email: '',
  name: '',
  street: '',
  postalCode: '',
  city: '',
  country: 'FR',
  timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
}

type Slip = 'missing' | 'emailWrong' | 'countryWrong'

export const slipsOf = (said: Naming): Partial<Record<Field, Slip>> => {
  const slips: Partial<Record<Field, Slip>> = {}
  for (const field of [...YOU, ...HOME]) if (said[field].trim() === '') slips[field] = 'missing'
  if (slips.email === undefined && (!looksLikeEmail(said.email) || isNobody(said.email.trim())))
    slips.email = 'emailWrong'
  if (slips.country === undefined && !/^[A-Z]{2}$/.test(said.country.trim())) slips.country = 'countryWrong'
  return slips
}

const saveResidence = async (siteId: string, said: Naming) => {
  const params = { id: siteId }
  const { version } = await api.call<Sites['read']>('GET', '/sites/{id}', { params })
  const body = {
    name: said.name.trim(),
    street: said.street.trim(),
    postalCode: said.postalCode.trim(),
    city: said.city.trim(),
    country: said.country.trim(),
    timeZone: said.timeZone.trim(),
  }
  await api.call<Sites['change']>('PATCH', '/sites/{id}', { params, body, ifMatch: String(version) })
}

/** The address comes last: with it the account is somebody's, so whatever fails before is asked again. */
export const saveNaming = async (me: Me, said: Naming, language: 'en' | 'fr'): Promise<void> => {
  const [site] = me.sites
  if (site !== undefined) await saveResidence(site.id, said)
  if (me.account === null) return
  const person = { id: me.account.personId }
  const now = await api.call<People['read']>('GET', '/people/{id}', { params: person })
  await api.call<People['change']>('PATCH', '/people/{id}', {
    params: person,
    body: {
      civility: said.civility === 'none' ? null : said.civility,
      givenName: said.givenName.trim(),
      familyName: said.familyName.trim(),
      language,
    },
    ifMatch: String(now.version),
  })
  const account = { id: me.account.id }
  const { version } = await api.call<Accounts['account']>('GET', '/accounts/{id}', { params: account })
  await api.call<Accounts['changeAccount']>('PATCH', '/accounts/{id}', {
    params: account,
    body: { email: said.email.trim() },
    ifMatch: String(version),
  })
}
