/** Where a public form says that what is typed into it comes from. */
import type { Register, SourceWay } from '@loge/features/law/core'
import { sourceBy } from '@loge/features/people/core'

export const ownSource = (
  register: Pick<Register, 'sources' | 'activities'>,
  runs: string,
  way: SourceWay = 'siteForm',
): string | undefined =>
  sourceBy(register, way, runs) ?? register.sources.find(({ kind }) => kind === 'person')?.id
