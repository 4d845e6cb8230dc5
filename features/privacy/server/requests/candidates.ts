/** Who a case may be about. Several spellings, addresses and stays of one human are shown side by side; nobody is merged. */
import { acceptTelephone } from '@loge/features/people/core'
import { type PersonId, searchForm } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { StoredRequest } from './store.ts'

export interface Candidate {
  readonly personId: PersonId
  readonly name: string
  readonly homes: readonly string[]
  readonly by: readonly ('name' | 'email' | 'telephone' | 'home')[]
}

const MOST = 20

/** Marks of politeness tell nobody apart; one letter is in every name. */
const NO_NAME: ReadonlySet<string> = new Set([
  'mr',
  'mrs',
  'ms',
  'mme',
  'mlle',
  'monsieur',
  'madame',
  'de',
  'la',
  'le',
])

const wordsOf = (name: string): readonly string[] =>
  [...new Set(searchForm(name).split(' '))].filter((word) => word.length > 1 && !NO_NAME.has(word))

/** As written, and without what ends or doubles differ by: `Lefèvre`, `Lefebvre`; `Rousseau`, `Rouseau`. */
const nearly = (word: string): string =>
  word
    .replaceAll(/(.)\1+/g, '$1')
    .replaceAll(/bv/g, 'v')
    .replaceAll(/ph/g, 'f')
    .replaceAll(/y/g, 'i')
    .replace(/[sxztd]$/, '')

const numberOf = (telephone: string | null): string | null => {
  if (telephone === null) return null
  const accepted = acceptTelephone(telephone, 'FR')
  return accepted.ok ? accepted.value : null
}

interface Known {
  readonly id: PersonId
  readonly given: string
  readonly family: string
  readonly sortName: string
  readonly email: string | null
  readonly telephones: readonly (string | null)[]
  readonly homes: readonly string[]
}

/** Whoever has a word of the name, the address or the number; how near they are is judged in words. */
const lookFor = async (
  transaction: Transaction,
  request: StoredRequest,
  said: string,
): Promise<readonly Known[]> => {
  const words = wordsOf(request.requester_name)
  const number = numberOf(request.requester_telephone)
  const likes = words.map((word) => `%${word.slice(0, 3)}%`)
  const { rows } = await sql<Known>`
    with lived as (
      select t.person_id, u.name, lower(replace(u.name, ' ', '')) as together
      from tenancy t join unit u on u.organization_id = t.organization_id and u.id = t.unit_id
      where t.superseded_at is null)
    select p.id, p.given_name as given, p.family_name as family, p.sort_name as "sortName", p.email,
      array[p.mobile, p.landline] as telephones,
      coalesce((select array_agg(distinct l.name order by l.name) from lived l where l.person_id = p.id), '{}') as homes
    from person p
    where p.sort_name like any(${likes}::text[]) or lower(p.email) = ${request.requester_email}
      or p.mobile = ${number} or p.landline = ${number}
      or exists (select from lived l where l.person_id = p.id and length(l.together) > 1
        and ${` ${said} `} like '% ' || l.together || ' %')
    order by p.sort_name collate "C", p.id limit 2000`.execute(transaction)
  return rows
}

const isNamed = (known: Known, words: readonly string[]): boolean => {
  const theirs = searchForm(known.sortName).split(' ').map(nearly)
  const family = searchForm(known.family).split(' ').map(nearly)
  const asked = words.map(nearly)
  return (
    asked.some((word) => family.includes(word)) || asked.filter((word) => theirs.includes(word)).length > 1
  )
}

/** The most alike first. */
export const findCandidates = async (
  transaction: Transaction,
  request: StoredRequest,
): Promise<readonly Candidate[]> => {
  const words = wordsOf(request.requester_name)
  const number = numberOf(request.requester_telephone)
  const said = searchForm(`${request.words} ${request.requester_address ?? ''}`)
  // `B 44` is said in two words, and kept as one.
  const joined = `${said} ${said.replaceAll(/\b([a-z]{1,2}) (\d+)\b/g, '$1$2')}`
  const known = await lookFor(transaction, request, joined)
  return known
    .map((one): Candidate => {
      const homes = one.homes.filter((home) =>
        ` ${joined} `.includes(` ${searchForm(home).replaceAll(' ', '')} `),
      )
      const by = [
        ...(isNamed(one, words) ? (['name'] as const) : []),
        ...(one.email !== null && one.email.toLowerCase() === request.requester_email
          ? (['email'] as const)
          : []),
        ...(number !== null && one.telephones.includes(number) ? (['telephone'] as const) : []),
        ...(homes.length > 0 ? (['home'] as const) : []),
      ]
      return { personId: one.id, name: `${one.given} ${one.family}`, homes: one.homes, by }
    })
    .filter(({ by }) => by.length > 0)
    .toSorted((one, other) => other.by.length - one.by.length)
    .slice(0, MOST)
}
