/** Which datum of which preset keeps which promise: the standard tests of a kind run over these. */
import type { Register } from '@loge/features/law/core'
import { presetNames, readPreset } from '@loge/features/law/server'
import { z } from 'zod'

export interface PresetClaim {
  readonly preset: string
  /** Of the promise. */
  readonly id: string
  /** From the register down to the datum: names of lists, and ids. */
  readonly path: readonly string[]
}

const record = z.record(z.string(), z.unknown())
const claimsShape = z.array(z.string())

const nameOf = (member: unknown, index: number): string => {
  const read = z.object({ id: z.string() }).safeParse(member)
  return read.success ? read.data.id : String(index)
}

const walk = (preset: string, value: unknown, path: readonly string[]): readonly PresetClaim[] => {
  if (Array.isArray(value))
    return value.flatMap((member, index) => walk(preset, member, [...path, nameOf(member, index)]))
  const object = record.safeParse(value)
  if (!object.success) return []
  const { claims, ...members } = object.data
  const own = claimsShape.safeParse(claims)
  return [
    ...(own.success ? own.data.map((id) => ({ preset, id, path })) : []),
    ...Object.entries(members).flatMap(([key, member]) => walk(preset, member, [...path, key])),
  ]
}

export interface Preset {
  readonly name: string
  readonly register: Register
  readonly claims: readonly PresetClaim[]
}

export const readPresets = async (): Promise<readonly Preset[]> =>
  Promise.all(
    (await presetNames()).map(async (name) => {
      const register = await readPreset(name)
      if (register === undefined) throw new Error(`${name} is listed and not there`)
      return { name, register, claims: walk(name, register, []) }
    }),
  )

/**
 * Promises the standard test of their kind checks whole, with what their own row adds. Of every other the test checks
 * what the register, the copy and the erasure do, and says `partly`: what is left is in `docs/promises/README.md`.
 */
export const CHECKED_WHOLE: ReadonlySet<string> = new Set([
  'S3-48',
  'S3-74',
  'S4-44',
  'S4-45',
  'S3-9',
  'S3-11',
  'S3-12',
  'S3-13',
  'S3-14',
  'S3-15',
  'S1-65',
  'S4-122',
  'S0-47',
  'S0-48',
  'S0-55',
  'S0-56',
  'S1-68',
  'S2-10',
  'S4-24',
  'S4-27',
  'S4-33',
  'S3-73',
  'S3-83',
  'S3-189',
  'S3-190',
  'S4-111',
  'S4-118',
  'S2-43',
  'S2-45',
  'S2-46',
  'S4-81',
  'S4-35',
])

/** Of these another test checks the other half, and names it. */
const SHARED: Readonly<Record<string, string>> = {
  'S3-188': '1/2',
  // Of recipients: the matrix and the desk say the rest.
  'S3-59': '1/3',
  'S3-94': '1/2',
  'S4-73': '1/3',
  'S3-65': '1/3',
  'S3-66': '1/3',
  'S3-25': '1/2',
  'S4-75': '1/2',
  'S1-94': '1/2',
  'S1-89': '1/3',
  // Support access, by execution: features/privacy/server/support/case.test.ts.
  'S0-59': '1/2',
  'S3-33': '1/2',
  'S3-34': '1/2',
  'S3-42': '1/2',
  'S3-43': '1/2',
  'S3-44': '1/2',
  'S3-45': '1/2',
  'S3-46': '1/2',
  'S3-47': '1/2',
  'S3-91': '1/2',
  'S3-126': '1/2',
  'S3-128': '1/2',
  'S3-130': '1/2',
  'S3-132': '1/2',
  'S3-129': '1/3',
  'S3-49': '1/2',
  'S4-101': '2/2',
  'S4-120': '1/2',
  'S3-10': '1/3',
  'S4-119': '1/2',
  'S1-35': '1/2',
  'S1-43': '1/2',
  'S0-64': '1/2',
  'S1-100': '1/2',
  'S3-22': '1/2',
  'S4-12': '1/2',
  'S2-19': '1/2',
  'S2-20': '1/2',
  'S2-21': '1/3',
  'S2-22': '1/2',
  'S2-23': '1/2',
  'S2-12': '1/2',
  'S1-28': '1/2',
  'S4-43': '1/2',
  'S1-76': '1/2',
  // With files of customers and prospects: their own tests say the other half, or the last third of a purpose.
  'S3-68': '2/2',
  'S4-6': '2/2',
  'S4-22': '2/2',
  'S4-87': '2/2',
  'S3-77': '2/2',
  'S1-72': '2/2',
  'S1-73': '2/2',
  'S1-74': '2/2',
  'S3-72': '2/2',
  'S3-118': '2/2',
  'S3-81': '2/2',
  'S3-69': '1/3',
  'S3-70': '1/3',
  'S3-71': '1/3',
  'S1-75': '1/3',
  'S3-117': '1/3',
  'S4-48': '1/3',
  'S4-16': '1/2',
  'S4-23': '1/2',
  'S4-39': '1/2',
  'S4-40': '1/2',
  'S4-47': '1/2',
  'S3-101': '1/2',
  'S3-102': '1/2',
  'S3-104': '1/2',
  'S3-105': '1/2',
  'S3-107': '1/2',
  'S3-108': '1/3',
  'S3-110': '1/2',
  'S3-133': '1/2',
  'S3-140': '1/2',
  'S3-106': '1/3',
  // Of a purpose, what its own row adds stands beside the feature.
  'S4-58': '1/3',
  'S4-49': '1/3',
  'S0-62': '1/3',
  'S3-79': '1/2',
  // Of kinds of people, `roles.test.ts` lets somebody be each, and says what a row adds, or the feature does.
  'S1-4': '1/2',
  'S3-16': '1/3',
  'S3-27': '1/3',
  'S3-28': '1/3',
  'S3-78': '1/2',
  'S3-100': '1/3',
  'S3-115': '1/3',
  'S4-4': '1/3',
  'S4-5': '1/3',
  // Of sources, `sources.test.ts` writes somebody down by each.
  'S2-14': '1/2',
  'S2-15': '1/2',
  'S2-16': '1/2',
  'S3-26': '1/2',
  'S4-18': '1/2',
  'S4-19': '1/2',
  'S4-20': '1/2',
  'S4-29': '1/2',
  'S0-63': '1/2',
  // Of a period, the nights up to its end and the archive: testing/promises/kept.test.ts.
  'S0-65': '1/3',
  'S0-66': '1/3',
  'S1-103': '1/2',
  'S1-104': '1/2',
  'S3-23': '1/2',
  // Of categories and words: what the public forms, the files and the applications say of each.
  'S3-82': '1/2',
  'S3-92': '1/2',
  'S3-103': '1/2',
  'S4-100': '1/2',
  'S0-52': '1/2',
  'S4-82': '1/3',
  'S1-106': '1/3',
  'S0-58': '1/3',
  'S4-42': '1/3',
  'S3-120': '1/2',
  'S1-40': '1/3',
  'S1-41': '1/2',
  'S4-79': '1/2',
  'S3-89': '1/2',
  'S3-90': '1/3',
}

/** Rows that ask for nothing else than a purpose does (said in the register, and used as the register and the person say), or that an objection ends it. */
const WHOLE_PURPOSES: ReadonlySet<string> = new Set(['S1-35', 'S1-43', 'S1-28', 'S1-76', 'S3-89'])

/** Of these the use is one third, and what their own row adds the last. */
const THIRDS: ReadonlySet<string> = new Set([
  'S3-69',
  'S3-70',
  'S3-71',
  'S1-75',
  'S3-117',
  'S4-48',
  'S4-58',
  'S4-49',
  'S0-62',
  'S0-58',
  'S3-90',
])

/** What the test of the uses says of a claim; what the test of the kind says is in `claimOf`. */
export const ofPurpose = ({ id }: PresetClaim): string | undefined =>
  WHOLE_PURPOSES.has(id) ? `${id} 2/2` : THIRDS.has(id) ? `${id} 2/3` : undefined

export const claimOf = ({ id }: PresetClaim): string =>
  CHECKED_WHOLE.has(id) ? `[${id}]` : `[${id} ${SHARED[id] ?? 'partly'}]`
