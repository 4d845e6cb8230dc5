/** Whether a document holds together: numbers without a gap, no way to a section that is not there, a sentence in plain words above each. */
import { type Block, type DocumentContent, type Language, LANGUAGES, type Rendering } from './content.ts'

export const TEXT_FAULTS = [
  'number_missing',
  'number_out_of_order',
  'reference_broken',
  'summary_missing',
] as const
export type TextFaultCode = (typeof TEXT_FAULTS)[number]

export interface TextFault {
  readonly language: Language
  /** Of the section, as it is read. */
  readonly section: string
  readonly code: TextFaultCode
  /** What was to come, or what is not there. */
  readonly about: string
}

const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 }

const ofRoman = (said: string): number =>
  Array.from(said).reduce((sum, sign, index, all) => {
    const value = ROMAN[sign] ?? 0
    return sum + (value < (ROMAN[all[index + 1] ?? ''] ?? 0) ? -value : value)
  }, 0)

const ofNumber = (said: string): number => (/^\d+$/.test(said) ? Number(said) : ofRoman(said))

const KEYWORD = '(?:sections?|articles?|parties?|parts?|chapitres?|chapters?|rubriques?|§)'
const NUMBER = '(?:[IVXLC]+|\\d{1,2})(?![\\p{L}\\p{N}])'
const HEADING = new RegExp(`^(?:${KEYWORD}\\s+)?(${NUMBER})\\s*[.):–—-]\\s*\\S`, 'iu')

/** `4. Your rights`, `IV – Vos droits`, `Article 4: …`; undefined where a title has no number. */
export const numberOf = (title: string): number | undefined => {
  const [, found] = HEADING.exec(title.trim()) ?? []
  return found === undefined ? undefined : ofNumber(found.toUpperCase())
}

/** A number of a law is none of ours: `article 17 of the Regulation`, `l’article 1366 du code civil`. */
const OF_A_LAW =
  /^\s*(?:\(\d+\)\s*)*(?:[a-z]\)\s*)?(?:of the|of regulation|du |de la |de l’|des |gdpr|rgpd|g\.d\.p\.r)/iu
const IN_A_LAW = /(?:gdpr|rgpd|regulation|code|act|loi|règlement)[^.;:]{0,20}$/iu
const OF_OURS = /^\s*(?:of (?:these|this|our)|du présent|de la présente|des présentes|de ces|de cette)/iu

const NUMBERS = new RegExp(
  `${KEYWORD}\\s+(${NUMBER}(?:\\s*(?:,|\\/|-|–|and|et|or|ou|to|à)\\s*${NUMBER})*)`,
  'giu',
)
const QUOTED = new RegExp(`${KEYWORD}\\s+(?:“([^”]+)”|«\\s*([^»]+?)\\s*»)`, 'giu')

const saidIn = (block: Block): readonly string[] => {
  if (block.kind === 'text') return [block.text]
  return block.kind === 'list' ? block.items : [...block.head, ...block.rows.flat()]
}

/** What a text leads to: numbers of sections, and titles of them. */
export const referencesIn = (
  said: string,
): { readonly numbers: readonly string[]; readonly titles: readonly string[] } => {
  const numbers = [...said.matchAll(NUMBERS)].flatMap((match) => {
    const after = said.slice(match.index + match[0].length)
    if (IN_A_LAW.test(said.slice(0, match.index))) return []
    if (OF_A_LAW.test(after) && !OF_OURS.test(after)) return []
    return [...(match[1] ?? '').matchAll(new RegExp(NUMBER, 'gu'))].map(([number]) => number)
  })
  const titles = [...said.matchAll(QUOTED)].flatMap(([, en, fr]) => en ?? fr ?? [])
  return { numbers, titles }
}

const bare = (title: string): string =>
  title
    .replace(new RegExp(`^(?:${KEYWORD}\\s+)?${NUMBER}\\s*[.):–—-]\\s*`, 'iu'), '')
    .trim()
    .toLowerCase()

const judgeNumbers = ({ sections }: Rendering, language: Language): readonly TextFault[] => {
  const numbers = sections.map(({ title }) => numberOf(title))
  if (numbers.every((number) => number === undefined)) return []
  let next = 1
  return sections.flatMap(({ title }, index): readonly TextFault[] => {
    const number = numbers[index]
    const about = String(next)
    if (number === undefined) return [{ language, section: title, code: 'number_missing', about }]
    const isNext = number === next
    next = number + 1
    return isNext ? [] : [{ language, section: title, code: 'number_out_of_order', about }]
  })
}

const judgeReferences = ({ lead, sections }: Rendering, language: Language): readonly TextFault[] => {
  const numbers = new Set(sections.map(({ title }) => numberOf(title)))
  const titles = new Set(sections.flatMap(({ title }) => [title.trim().toLowerCase(), bare(title)]))
  const broken = (section: string, said: string): readonly TextFault[] => {
    const found = referencesIn(said)
    return [
      ...found.numbers.filter((number) => !numbers.has(ofNumber(number))),
      ...found.titles.filter((title) => !titles.has(title.trim().toLowerCase())),
    ].map((about) => ({ language, section, code: 'reference_broken', about }))
  }
  return [
    ...broken('', lead),
    ...sections.flatMap(({ title, summary = '', blocks }) =>
      [summary, ...blocks.flatMap(saidIn)].flatMap((said) => broken(title, said)),
    ),
  ]
}

const judgeSummaries = ({ sections }: Rendering, language: Language): readonly TextFault[] =>
  sections
    .filter(({ summary = '' }) => summary.trim() === '')
    .map(({ title }) => ({ language, section: title, code: 'summary_missing', about: '' }))

/** What keeps a document from being published. Empty: nothing. */
export const judgeText = (content: DocumentContent): readonly TextFault[] =>
  LANGUAGES.flatMap((language) => [
    ...judgeNumbers(content[language], language),
    ...judgeReferences(content[language], language),
    ...judgeSummaries(content[language], language),
  ])
