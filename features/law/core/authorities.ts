/** The supervisory authorities of data protection by country: what is known to begin with, and what an organization changed. */
import type { Authority, Register } from './register.ts'

export interface CountryAuthority {
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly name: string
  readonly address: string
  readonly web: string
}

/** Where an organization wrote nothing else down; each line can be replaced in its register. */
export const AUTHORITIES: readonly CountryAuthority[] = [
  {
    country: 'AT',
    name: 'Österreichische Datenschutzbehörde',
    address: 'Barichgasse 40-42, 1030 Wien, Österreich',
    web: 'https://www.dsb.gv.at',
  },
  {
    country: 'BE',
    name: 'Autorité de protection des données',
    address: 'rue de la Presse 35, 1000 Bruxelles, Belgique',
    web: 'https://www.autoriteprotectiondonnees.be',
  },
  {
    country: 'CH',
    name: 'Préposé fédéral à la protection des données et à la transparence (PFPDT)',
    address: 'Feldeggweg 1, 3003 Berne, Suisse',
    web: 'https://www.edoeb.admin.ch',
  },
  {
    country: 'DE',
    name: 'Bundesbeauftragte für den Datenschutz und die Informationsfreiheit (BfDI)',
    address: 'Graurheindorfer Straße 153, 53117 Bonn, Deutschland',
    web: 'https://www.bfdi.bund.de',
  },
  {
    country: 'ES',
    name: 'Agencia Española de Protección de Datos (AEPD)',
    address: 'calle Jorge Juan 6, 28001 Madrid, España',
    web: 'https://www.aepd.es',
  },
  {
    country: 'FR',
    name: 'Commission nationale de l’informatique et des libertés (CNIL)',
    address: '3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, France',
    web: 'https://www.cnil.fr',
  },
  {
    country: 'IE',
    name: 'Data Protection Commission (DPC)',
    address: '6 Pembroke Row, Dublin 2, D02 X963, Ireland',
    web: 'https://www.dataprotection.ie',
  },
  {
    country: 'IT',
    name: 'Garante per la protezione dei dati personali',
    address: 'Piazza Venezia 11, 00187 Roma, Italia',
    web: 'https://www.garanteprivacy.it',
  },
  {
    country: 'LU',
    name: 'Commission nationale pour la protection des données (CNPD)',
    address: '15 boulevard du Jazz, 4370 Belvaux, Luxembourg',
    web: 'https://cnpd.public.lu',
  },
  {
    country: 'NL',
    name: 'Autoriteit Persoonsgegevens',
    address: 'Hoge Nieuwstraat 8, 2514 EL Den Haag, Nederland',
    web: 'https://www.autoriteitpersoonsgegevens.nl',
  },
  {
    country: 'PT',
    name: 'Comissão Nacional de Proteção de Dados (CNPD)',
    address: 'Avenida D. Carlos I 134, 1200-651 Lisboa, Portugal',
    web: 'https://www.cnpd.pt',
  },
]

/** Every country there is an authority of: what the organization wrote, before what is known to begin with. */
export const authoritiesIn = ({ jurisdiction }: Register): readonly CountryAuthority[] => {
  const { country, authority, authorities = [] } = jurisdiction
  const { name, address, web } = authority
  const all = new Map(AUTHORITIES.map((one) => [one.country, one]))
  all.set(country, { country, name, address, web })
  for (const one of authorities) if (one.country !== country) all.set(one.country, one)
  return [...all.values()].toSorted((one, other) => (one.country < other.country ? -1 : 1))
}

/** To whom somebody who lives there complains; of a country nobody knows an authority of, ours. */
const authorityFor = (register: Register, country: string | null): Authority => {
  const { jurisdiction } = register
  const found = authoritiesIn(register).find((one) => one.country === country)
  return found === undefined || country === jurisdiction.country
    ? jurisdiction.authority
    : { ...found, id: found.country.toLowerCase() }
}

/** The register as it speaks to somebody who lives there. */
export const registerFor = (register: Register, country: string | null): Register => ({
  ...register,
  jurisdiction: { ...register.jurisdiction, authority: authorityFor(register, country) },
})

/** French act 78-17, art. 85: offered to who lives in France; an organization may offer it to more. */
const POST_MORTEM: readonly string[] = ['FR']

export const offersDirective = ({ jurisdiction }: Register, country: string | null): boolean =>
  (jurisdiction.postMortem ?? POST_MORTEM).includes(country ?? jurisdiction.country)
