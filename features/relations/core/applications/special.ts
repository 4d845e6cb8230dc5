/**
 * What the law protects most (GDPR art. 9 and 10), looked for in words somebody writes freely: so that whoever writes is
 * asked whether they mean to say it, and whoever reads may strike it out. It proposes and never refuses. Pure.
 */
export const SPECIAL_KINDS = [
  'health',
  'beliefs',
  'opinions',
  'union',
  'origin',
  'orientation',
  'genetic',
  'offences',
] as const
export type SpecialKind = (typeof SPECIAL_KINDS)[number]

/** Beginnings of words, without accents: `handicap` finds « handicapée ». */
const STEMS: Readonly<Record<SpecialKind, readonly string[]>> = {
  health: [
    'handicap',
    'maladie',
    'malade',
    'cancer',
    'diabet',
    'depressi',
    'enceinte',
    'grossesse',
    'rqth',
    'invalidit',
    'seropositi',
    'disab',
    'illness',
    'pregnan',
    'hiv',
    'asthm',
    'epilep',
    'autis',
  ],
  beliefs: [
    'catholi',
    'musulman',
    'muslim',
    'islam',
    'juif',
    'juive',
    'jewish',
    'protestant',
    'bouddhi',
    'buddhi',
    'athee',
    'atheis',
    'religi',
    'pretre',
    'priest',
  ],
  opinions: ['militant', 'parti socialiste', 'parti communiste', 'political party', 'opinion politique'],
  union: ['syndica', 'syndique', 'trade union', 'cgt', 'cfdt', 'delegue du personnel', 'union member'],
  origin: ['origine ethnique', 'ethnic', 'racial', 'racise'],
  orientation: ['homosexu', 'heterosexu', 'bisexu', 'transgenre', 'transgender', 'gay', 'lesbi'],
  genetic: ['genetiq', 'genetic', 'biometri', 'empreinte digitale', 'fingerprint'],
  offences: ['casier judiciaire', 'condamnation', 'criminal record', 'convicted'],
}

export interface SpecialPassage {
  readonly kind: SpecialKind
  readonly from: number
  readonly to: number
}

/** One letter for one, so that a place in it is a place in the text. */
const plain = (text: string): string =>
  Array.from(text)
    .map((letter) => {
      const bare = letter.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
      return bare.length === letter.length ? bare : letter
    })
    .join('')

export const specialIn = (text: string): readonly SpecialPassage[] => {
  const read = plain(text)
  return SPECIAL_KINDS.flatMap((kind) =>
    STEMS[kind].flatMap((stem) =>
      [...read.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${stem}[\\p{L}\\p{N}]*`, 'gu'))].map(
        ({ index, 0: found }) => ({ kind, from: index, to: index + found.length }),
      ),
    ),
  ).toSorted((one, other) => one.from - other.from)
}

/** Struck out for good, whatever stood there. */
export const strikeOut = (text: string): string =>
  specialIn(text)
    .filter(({ from }, index, all) => all.slice(0, index).every(({ to }) => to <= from))
    .toReversed()
    .reduce((left, { from, to }) => `${left.slice(0, from)}[…]${left.slice(to)}`, text)
