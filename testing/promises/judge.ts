/** What became of each promise of the founding documents, from the tests that claim it and from two written lists. */

/** One line of `docs/promises/promises.jsonl`. */
export interface Promised {
  readonly id: string
  readonly kind: string
  readonly says: string
  readonly must: string
  readonly who: string
}

/** One test as the runner reports it. */
export interface TestResult {
  readonly title: string
  readonly passed: boolean
}

/**
 * A test names the promises it checks: `[S1-59]`, `[S0-65, S4-82]`; `[S1-59 partly]` when something of it is not there;
 * `[S1-59 1/2]` when another test checks the other half.
 */
export interface Claim extends TestResult {
  readonly id: string
  /** What of the promise the test checks: all of it, something, or one of so many shares. */
  readonly share: 'whole' | 'partly' | `${number}/${number}`
}

export type State = 'kept' | 'partly' | 'notYet' | 'notSoftware'

export interface Judged {
  readonly promise: Promised
  readonly state: State
  /** Titles of the tests that claim it. */
  readonly claims: readonly string[]
  /** Why it is no matter of software, or what it waits for. */
  readonly why?: string
}

export interface Written {
  readonly promises: readonly Promised[]
  /** By id: why no software can keep it. */
  readonly notSoftware: Readonly<Record<string, string>>
  /** By id: the part of the product it waits for. */
  readonly waits: Readonly<Record<string, string>>
}

export interface Verdict {
  readonly judged: readonly Judged[]
  /** Contradictions between the lists, the titles and the results: each is a defect of its own. */
  readonly faults: readonly string[]
}

const ONE = String.raw`S\d+-\d+(?: partly| \d\/\d)?`
const BRACKETS = new RegExp(String.raw`\[(${ONE}(?:, ?${ONE})*)\]`, 'g')

export const claimsIn = ({ title, passed }: TestResult): readonly Claim[] =>
  [...title.matchAll(BRACKETS)].flatMap(([, list = '']) =>
    list.split(',').map((entry) => {
      const [id = '', share = 'whole'] = entry.trim().split(' ')
      return { id, share: share as Claim['share'], title, passed }
    }),
  )

/** One test checks the whole of it, or several check all the shares they cut it in. */
const coverAll = (claims: readonly Claim[]): boolean => {
  const shares = new Set(claims.map(({ share }) => share))
  return [...shares].some((share) => {
    const count = Number(share.split('/')[1])
    return (
      share === 'whole' ||
      (count > 0 &&
        Array.from({ length: count }, (_, at) => `${at + 1}/${count}`).every((one) =>
          shares.has(one as Claim['share']),
        ))
    )
  })
}

/** A promise is kept when every test that claims it passes, and together they check the whole of it. */
const stateOf = (claims: readonly Claim[]): State => {
  if (claims.length === 0 || claims.some(({ passed }) => !passed)) return 'notYet'
  return coverAll(claims) ? 'kept' : 'partly'
}

const faultsOf = ({ promises, notSoftware, waits }: Written, claims: readonly Claim[]): readonly string[] => {
  const known = new Set(promises.map(({ id }) => id))
  const claimed = new Set(claims.map(({ id }) => id))
  const whole = new Set(
    [...Map.groupBy(claims, ({ id }) => id)].flatMap(([id, own]) => (coverAll(own) ? [id] : [])),
  )
  const unknown = (where: string, ids: Iterable<string>) =>
    [...ids].filter((id) => !known.has(id)).map((id) => `${id}, in ${where}, is no promise`)
  return [
    ...unknown('the title of a test', claimed),
    ...unknown('not-software.json', Object.keys(notSoftware)),
    ...unknown('waits.json', Object.keys(waits)),
    ...Object.keys(notSoftware).flatMap((id) =>
      claimed.has(id) ? [`${id} is tested and is no software`] : [],
    ),
    ...Object.keys(waits).flatMap((id) => (whole.has(id) ? [`${id} is kept and still waits`] : [])),
    ...claims.flatMap(({ id, passed, title }) =>
      passed ? [] : [`${id} is claimed by a test that fails: ${title}`],
    ),
  ]
}

export const judgePromises = (written: Written, results: readonly TestResult[]): Verdict => {
  const claims = results.flatMap(claimsIn)
  const byId = Map.groupBy(claims, ({ id }) => id)
  const judged = written.promises.map((promise): Judged => {
    const own = byId.get(promise.id) ?? []
    const titles = own.map(({ title }) => title)
    const reason = written.notSoftware[promise.id]
    if (reason !== undefined && own.length === 0)
      return { promise, state: 'notSoftware', claims: titles, why: reason }
    const state = stateOf(own)
    const wait = state === 'kept' ? undefined : written.waits[promise.id]
    return { promise, state, claims: titles, ...(wait === undefined ? {} : { why: wait }) }
  })
  return { judged, faults: faultsOf(written, claims) }
}

export interface Count {
  readonly promises: number
  readonly kept: number
  readonly partly: number
  readonly notYet: number
  readonly notSoftware: number
}

const countOf = (judged: readonly Judged[]): Count => {
  const of = (state: State) => judged.filter((one) => one.state === state).length
  return {
    promises: judged.length,
    kept: of('kept'),
    partly: of('partly'),
    notYet: of('notYet'),
    notSoftware: of('notSoftware'),
  }
}

export interface Counts {
  /** By founding document: `S0` … `S4`. */
  readonly documents: Readonly<Record<string, Count>>
  readonly total: Count
}

export const countPromises = (judged: readonly Judged[]): Counts => {
  const byDocument = Map.groupBy(judged, ({ promise }) => promise.id.split('-')[0] ?? '')
  return {
    documents: Object.fromEntries([...byDocument].map(([name, own]) => [name, countOf(own)])),
    total: countOf(judged),
  }
}
