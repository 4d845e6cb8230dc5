/** Personal values that nobody else has, put into a house everywhere one may be typed, and then looked for where none belongs. */
import type { TableDeclaration } from '@loge/kernel'
import pg from 'pg'

export const PLANTED = {
  givenName: 'Zéphyrine',
  familyName: 'Quistrebert',
  email: 'zephyrine.q@planted.example',
  mobile: '+33612340987',
  street: '77 allée de la Plantation',
  card: '04c0ffee77ab',
  plate: 'ZQ-771-KB',
  words: 'Elle range son vélo derrière la chaufferie.',
  password: 'mot de passe planté 771',
  address: '203.0.113.77',
} as const

/** Also as digits, in lower case and as an address writes them. */
const FORMS: readonly string[] = [
  ...Object.values(PLANTED).flatMap((value) => [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
  ]),
  'ZQ771KB',
  '612340987',
  'planted.example',
  'Zephyrine',
  'chaufferie',
].map((form) => form.toLowerCase())

/** Which of them are there. */
export const plantedIn = (text: string): readonly string[] => {
  const lower = text.toLowerCase()
  return [...new Set(FORMS.filter((form) => lower.includes(form)))]
}

/** What is found, place by place. */
export const foundIn = (places: ReadonlyMap<string, string>): readonly string[] =>
  [...places].flatMap(([place, text]) => plantedIn(text).map((form) => `${place}: ${form}`))

/**
 * Everything in the database that its declaration calls no personal datum: states of jobs, counts, codes, hashes; and of
 * the log what it says of facts, where nobody is named at all.
 */
export const readImpersonal = async (
  ownerUrl: string,
  organizationId: string,
  declarations: readonly TableDeclaration[],
): Promise<ReadonlyMap<string, string>> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`select set_config('loge.organization_id', $1, false)`, [organizationId])
    const places = new Map<string, string>()
    for (const { table, columns } of declarations) {
      const named = Object.entries(columns).filter(
        ([column, { pd }]) => pd === 'none' || (table === 'event' && column === 'payload'),
      )
      for (const [column] of named) {
        const { rows } = await client.query<{ text: string | null }>(
          `select string_agg(${pg.escapeIdentifier(column)}::text, ' ') as text from loge.${pg.escapeIdentifier(table)}`,
        )
        places.set(`${table}.${column}`, rows[0]?.text ?? '')
      }
    }
    return places
  } finally {
    await client.end()
  }
}
