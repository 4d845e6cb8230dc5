/**
 * Public holidays as compact rules. Regions follow ISO 3166-2 where it has a code (`CH-VD`); France has one for the
 * départements that keep the law of 1892 (`FR-ALSACE-MOSELLE`) and the letters of each overseas territory.
 * Sources: Code du travail L3133-1, L3134-13, L3422-2 and decree 83-1003; for Switzerland the list of cantonal
 * holidays of the Federal Office of Justice. Half days, and days kept only by some communes of a canton, are not
 * holidays here: an organization adds them to its own calendar.
 */

export type RuleDate =
  | readonly ['fixed', month: number, day: number]
  /** Days after Easter Sunday. */
  | readonly ['easter', days: number]
  /** Kept only on these weekdays, or on all but these: 26 December where two days off must not become four. */
  | readonly ['fixedOn', month: number, day: number, weekdays: readonly number[]]
  | readonly ['fixedUnlessOn', month: number, day: number, weekdays: readonly number[]]
  /** Days after the third Sunday of September, the federal day of thanksgiving. */
  | readonly ['federalFast', days: number]
  /** Days after the first Sunday of September. */
  | readonly ['firstSundayOfSeptember', days: number]
  /** The first Thursday of April; the next one when it falls in Holy Week. */
  | readonly ['naefels']

export interface HolidayRule {
  readonly code: string
  readonly on: RuleDate
}

const named = <const Rules extends Readonly<Record<string, RuleDate>>>(rules: Rules): Rules => rules

const DAYS = named({
  newYear: ['fixed', 1, 1],
  berchtold: ['fixed', 1, 2],
  epiphany: ['fixed', 1, 6],
  neuchatelRepublic: ['fixed', 3, 1],
  saintJoseph: ['fixed', 3, 19],
  naefels: ['naefels'],
  goodFriday: ['easter', -2],
  easterSunday: ['easter', 0],
  easterMonday: ['easter', 1],
  labourDay: ['fixed', 5, 1],
  victory1945: ['fixed', 5, 8],
  ascension: ['easter', 39],
  whitSunday: ['easter', 49],
  whitMonday: ['easter', 50],
  corpusChristi: ['easter', 60],
  juraIndependence: ['fixed', 6, 23],
  saintsPeterAndPaul: ['fixed', 6, 29],
  bastilleDay: ['fixed', 7, 14],
  swissNationalDay: ['fixed', 8, 1],
  assumption: ['fixed', 8, 15],
  genevaFast: ['firstSundayOfSeptember', 4],
  federalFast: ['federalFast', 0],
  federalFastMonday: ['federalFast', 1],
  saintMaurice: ['fixed', 9, 22],
  brotherKlaus: ['fixed', 9, 25],
  allSaints: ['fixed', 11, 1],
  armistice1918: ['fixed', 11, 11],
  immaculateConception: ['fixed', 12, 8],
  christmasEve: ['fixed', 12, 24],
  christmas: ['fixed', 12, 25],
  saintStephen: ['fixed', 12, 26],
  genevaRestoration: ['fixed', 12, 31],
  newYearsEve: ['fixed', 12, 31],
  abolitionMayotte: ['fixed', 4, 27],
  abolitionMartinique: ['fixed', 5, 22],
  abolitionGuadeloupe: ['fixed', 5, 27],
  abolitionSaintMartin: ['fixed', 5, 28],
  abolitionGuyane: ['fixed', 6, 10],
  abolitionSaintBarthelemy: ['fixed', 10, 9],
  abolitionReunion: ['fixed', 12, 20],
})

/** Every code a built-in holiday may have; each has a text in English and French. */
export type HolidayCode = keyof typeof DAYS

const days = (...codes: readonly HolidayCode[]): readonly HolidayRule[] =>
  codes.map((code) => ({ code, on: DAYS[code] }))

const FRANCE = days(
  'newYear',
  'easterMonday',
  'labourDay',
  'victory1945',
  'ascension',
  'whitMonday',
  'bastilleDay',
  'assumption',
  'allSaints',
  'armistice1918',
  'christmas',
)
/** Kept by every canton. */
const CONFEDERATION = days(
  'newYear',
  'easterSunday',
  'ascension',
  'whitSunday',
  'swissNationalDay',
  'christmas',
)
/** Where the Reformation held: both Mondays, no saints. */
const REFORMED = [...CONFEDERATION, ...days('goodFriday', 'easterMonday', 'whitMonday', 'federalFast')]
const CATHOLIC = [...CONFEDERATION, ...days('corpusChristi', 'assumption', 'federalFast', 'allSaints')]
const INNER = [...CATHOLIC, ...days('goodFriday', 'immaculateConception')]
const MONDAYS = days('easterMonday', 'whitMonday')

const RULES = {
  FR: FRANCE,
  'FR-ALSACE-MOSELLE': [...FRANCE, ...days('goodFriday', 'saintStephen')],
  'FR-GP': [...FRANCE, ...days('goodFriday', 'abolitionGuadeloupe')],
  'FR-MQ': [...FRANCE, ...days('goodFriday', 'abolitionMartinique')],
  'FR-GF': [...FRANCE, ...days('abolitionGuyane')],
  'FR-RE': [...FRANCE, ...days('abolitionReunion')],
  'FR-YT': [...FRANCE, ...days('abolitionMayotte')],
  'FR-MF': [...FRANCE, ...days('abolitionSaintMartin')],
  'FR-BL': [...FRANCE, ...days('abolitionSaintBarthelemy')],
  'CH-ZH': [...REFORMED, ...days('labourDay', 'saintStephen')],
  'CH-BE': [...REFORMED, ...days('berchtold', 'saintStephen')],
  'CH-LU': [...INNER, ...days('saintStephen')],
  'CH-UR': [
    ...INNER,
    ...MONDAYS,
    ...days('epiphany', 'saintJoseph'),
    { code: 'saintStephen', on: ['fixedUnlessOn', 12, 26, [1, 5]] },
  ],
  'CH-SZ': [...INNER, ...MONDAYS, ...days('epiphany', 'saintJoseph', 'saintStephen')],
  'CH-OW': [...INNER, ...days('brotherKlaus')],
  'CH-NW': [...INNER, ...days('saintJoseph')],
  'CH-GL': [
    ...CONFEDERATION,
    ...MONDAYS,
    ...days('goodFriday', 'naefels', 'allSaints', 'christmasEve', 'saintStephen', 'newYearsEve'),
  ],
  'CH-ZG': INNER,
  'CH-FR': INNER,
  'CH-SO': [...CATHOLIC, ...days('goodFriday', 'saintJoseph')],
  'CH-BS': [...REFORMED, ...days('labourDay', 'saintStephen')],
  'CH-BL': [...REFORMED, ...days('labourDay', 'saintStephen')],
  'CH-SH': [...REFORMED, ...days('labourDay', 'saintStephen')],
  'CH-AR': [...REFORMED, { code: 'saintStephen', on: ['fixedUnlessOn', 12, 26, [1]] }],
  'CH-AI': [
    ...CATHOLIC,
    ...MONDAYS,
    ...days('goodFriday', 'saintMaurice'),
    { code: 'saintStephen', on: ['fixedUnlessOn', 12, 26, [2, 6]] },
  ],
  'CH-SG': [...REFORMED, ...days('allSaints', 'saintStephen')],
  'CH-GR': [...CONFEDERATION, ...MONDAYS, ...days('federalFast', 'saintStephen')],
  'CH-AG': [...INNER, ...MONDAYS, ...days('berchtold', 'labourDay', 'saintStephen')],
  'CH-TG': [...REFORMED, ...days('berchtold', 'labourDay', 'saintStephen')],
  'CH-TI': [
    ...CATHOLIC,
    ...MONDAYS,
    ...days(
      'epiphany',
      'saintJoseph',
      'labourDay',
      'saintsPeterAndPaul',
      'immaculateConception',
      'saintStephen',
    ),
  ],
  'CH-VD': [...REFORMED, ...days('berchtold', 'federalFastMonday')],
  'CH-VS': [...CATHOLIC, ...days('saintJoseph', 'whitMonday', 'immaculateConception')],
  'CH-NE': [
    ...CONFEDERATION,
    ...days('neuchatelRepublic', 'goodFriday', 'easterMonday', 'labourDay', 'corpusChristi', 'federalFast'),
    { code: 'berchtold', on: ['fixedOn', 1, 2, [1]] },
    { code: 'saintStephen', on: ['fixedOn', 12, 26, [1]] },
  ],
  'CH-GE': [...CONFEDERATION, ...MONDAYS, ...days('goodFriday', 'genevaFast', 'genevaRestoration')],
  'CH-JU': [...CATHOLIC, ...MONDAYS, ...days('berchtold', 'goodFriday', 'labourDay', 'juraIndependence')],
} as const satisfies Readonly<Record<string, readonly HolidayRule[]>>

export type HolidayRegion = keyof typeof RULES

export const HOLIDAY_REGIONS = Object.keys(RULES) as readonly HolidayRegion[]
export const HOLIDAY_CODES = Object.keys(DAYS) as readonly HolidayCode[]

export const isHolidayRegion = (text: string): text is HolidayRegion => Object.hasOwn(RULES, text)

export const rulesOf = (region: HolidayRegion): readonly HolidayRule[] => RULES[region]
