/** A choice about cookies as the browser keeps it: which choice, and what was accepted. It says nothing about anybody. */
import type { TrackerKind } from '@loge/features/law/core'

const NAME = 'loge-choice'

export const choiceCookie = (
  {
    id,
    accepted,
    maxAgeS,
  }: { readonly id: string; readonly accepted: readonly TrackerKind[]; readonly maxAgeS: number },
  origin: string,
): string => {
  const secure = new URL(origin).protocol === 'https:' ? '; Secure' : ''
  const kinds = accepted.length === 0 ? 'none' : accepted.join('+')
  return `${NAME}=${id}.${kinds}; Max-Age=${maxAgeS}; Path=/; SameSite=Lax${secure}`
}
