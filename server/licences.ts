/** The works of others this Loge contains, each with its licence, from the list of what is installed with it. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const lockShape = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
})

export interface Licence {
  readonly name: string
  readonly version: string
  readonly licence: string
}

const INSTALLED = 'node_modules/'

export const licencesIn = (lock: unknown): readonly Licence[] => {
  const works = Object.entries(lockShape.parse(lock).packages).flatMap(([path, work]) =>
    path.includes(INSTALLED) && work.dev !== true && work.link !== true
      ? [
          {
            name: path.slice(path.lastIndexOf(INSTALLED) + INSTALLED.length),
            version: work.version ?? '',
            licence: work.license ?? '?',
          },
        ]
      : [],
  )
  const once = new Map(works.map((work) => [`${work.name} ${work.version}`, work]))
  return [...once.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}

export const LICENCES = licencesIn(
  JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')),
)
