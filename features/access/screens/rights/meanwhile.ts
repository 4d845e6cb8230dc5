/** What a refused change says of those that came before it: who changed what, and when. */
import { ApiProblem } from '@loge/http/client'

export interface Meanwhile {
  readonly at: number
  /** Id of an account or key, or what kind of actor it was. */
  readonly by: string
  /** Of the group, schedule or person; left out: it concerns everybody. */
  readonly what: string | undefined
  readonly isWhoIsIn: boolean
}

/** `undefined`: it was refused for something else. */
export const meanwhileOf = (error: unknown): readonly Meanwhile[] | undefined => {
  if (!(error instanceof ApiProblem) || error.code !== 'rights_changed_meanwhile') return undefined
  return (error.document.errors ?? []).map(({ code, message }) => {
    const [at = '', by = '', what] = message.split(' ')
    return { at: Date.parse(at), by, what, isWhoIsIn: code.startsWith('access.') }
  })
}
