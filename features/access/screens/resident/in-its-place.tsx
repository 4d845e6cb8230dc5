/** After a badge was replaced, or the lost one found again: what works now, which doors know, and the way back. */
import { instant } from '@loge/kernel'
import { Button, Notice, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { undoUntil } from '../../core/index.ts'
import { type Credential, reportFound } from './queries.ts'
import { Told } from './told.tsx'
import { workingOf } from './working.ts'

const isLate = (lost: Credential, now: number): boolean =>
  lost.status !== 'lost' || undoUntil(instant(Date.parse(lost.statusSince))) <= now

const givenSince = (lost: Credential, all: readonly Credential[]): readonly Credential[] =>
  all.filter(
    ({ kind, siteId, createdAt }) =>
      kind === lost.kind && siteId === lost.siteId && createdAt >= lost.statusSince,
  )

/** Lost within a day, and nothing has taken its place since, be that lost too: it may be found again, or be replaced. */
export const mayBeFound = (lost: Credential, all: readonly Credential[], now: number): boolean =>
  !isLate(lost, now) && givenSince(lost, all).length === 0

/** Lost within a day, and this one alone has taken its place: found, the two change places again. */
export const insteadOf = (
  lost: Credential,
  all: readonly Credential[],
  now: number,
): Credential | undefined => {
  if (isLate(lost, now)) return undefined
  const [only, ...more] = givenSince(lost, all)
  if (only === undefined || more.length > 0) return undefined
  const working = workingOf(only, now)
  return working === 'lost' || working === 'ended' ? undefined : only
}

export const useNameOf = () => {
  const kinds = useTranslations('credentialKind')
  return ({ kind, label }: Credential): string => (label === null ? kinds(kind) : `${kinds(kind)} ${label}`)
}

/** What was done last about one of them. `withdrawn`: what had taken the place of the one that was found. */
export interface Done {
  readonly id: string
  readonly withdrawn: string | undefined
}

interface InItsPlaceProps {
  readonly done: Done
  readonly all: readonly Credential[]
  readonly now: number
  readonly onFound: (found: Done) => void
}

export const InItsPlace = ({ done, all, now, onFound }: InItsPlaceProps) => {
  const t = useTranslations('resident')
  const nameOf = useNameOf()
  const problem = useProblemText()
  const queries = useQueryClient()
  const credential = all.find(({ id }) => id === done.id)
  const instead = credential === undefined ? undefined : insteadOf(credential, all, now)
  const undo = useMutation({
    mutationFn: ({ lost, by }: { lost: Credential; by: Credential }) => reportFound(lost.id, by.id),
    onSuccess: async (_answer, { lost, by }) => {
      await queries.invalidateQueries({ queryKey: ['people', lost.personId] })
      onFound({ id: lost.id, withdrawn: nameOf(by) })
    },
  })
  if (credential === undefined) return null
  if (done.withdrawn !== undefined)
    return credential.status !== 'active' ? null : (
      <Notice kind="ok">
        {t('foundNow', { label: done.withdrawn })} <Told credential={credential} says />
      </Notice>
    )
  if (credential.status !== 'lost') return null
  return (
    <Notice
      kind="ok"
      act={
        instead === undefined ? undefined : (
          <Button small busy={undo.isPending} onClick={() => undo.mutate({ lost: credential, by: instead })}>
            {t('foundUndo')}
          </Button>
        )
      }
    >
      {t('replacedNow')} <Told credential={credential} says />
      {undo.error === null ? null : <p role="alert">{problem(undo.error)}</p>}
    </Notice>
  )
}
