/** What holds for the edits of a change as a whole, previewed or made. */
import { Problem } from '@loge/http'
import type { RightsEdit } from '../../wire.ts'

/** In the order in which they are made: what is removed goes last, when nobody has it any more. */
export const inOrder = (edits: readonly RightsEdit[]) => {
  const numbered = edits.map((edit, position) => ({ edit, position }))
  const goesLast = ({ edit }: { readonly edit: RightsEdit }): boolean => edit.kind === 'removeProfile'
  return [...numbered.filter((one) => !goesLast(one)), ...numbered.filter(goesLast)]
}

/** What an edit changes; a new thing is no other's. */
const targetOf = (edit: RightsEdit): string | null => {
  switch (edit.kind) {
    case 'suspend':
    case 'restore':
      return edit.personId
    case 'grant':
      return null
    case 'keepProfile':
    case 'keepSchedule':
    case 'removeProfile':
    case 'revoke':
      return edit.id
  }
}

/** Each thing is edited once, so that undoing has one answer. */
export const requireOnce = (edits: readonly RightsEdit[]): void => {
  const targets = edits.flatMap((edit) => targetOf(edit) ?? [])
  if (new Set(targets).size === targets.length) return
  throw new Problem(422, 'edited_twice', 'Two edits are about the same thing. Make one of them.')
}

export const alreadySo = (): Problem =>
  new Problem(409, 'rights_already_so', 'An edit asks for what is so already. Look again, then leave it out.')
