/** Names stay folded until somebody who may says why they need them. */
import { meQuery } from '@loge/features/accounts/screens'
import { Button, Notice, Select, useProblemText } from '@loge/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { NAME_REASONS, type NameReason } from '../../core/index.ts'
import { showNames } from '../residence/asked-in-panes.ts'
import type { ShownName } from '../residence/queries.ts'

/** More are not all read aloud, and again with every scroll. */
const FEW = 20

interface ShowNamesProps {
  /** `ofEvent`: whoever the event is about, whom the page does not know. */
  readonly personIds: readonly string[] | 'ofEvent'
  readonly about: { readonly eventId?: string; readonly entranceId?: string }
  readonly children: (names: readonly ShownName[]) => ReactNode
}

export const useMayShowNames = (): boolean => {
  const { data: me } = useQuery(meQuery)
  return me?.grants.some(({ permission }) => permission === 'people.manage') === true
}

export const ShowNames = ({ personIds, about, children }: ShowNamesProps) => {
  const t = useTranslations('names')
  const problem = useProblemText()
  const [reason, setReason] = useState<NameReason | ''>('')
  const [isMissing, setMissing] = useState(false)
  const asked = useMutation({ mutationFn: (why: NameReason) => showNames(personIds, why, about) })
  const count = personIds === 'ofEvent' ? 1 : personIds.length
  if (!useMayShowNames() || count === 0) return null
  if (asked.data !== undefined)
    return (
      <div aria-live={count > FEW ? 'off' : 'polite'}>
        {asked.data.length === 0 ? t('none') : children(asked.data)}
      </div>
    )
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        setMissing(reason === '')
        if (reason !== '') asked.mutate(reason)
      }}
    >
      <Select
        label={t('why', { count })}
        value={reason}
        options={[
          { value: '', label: t('choose') },
          ...NAME_REASONS.map((value) => ({ value, label: t(`reason.${value}`) })),
        ]}
        onChange={setReason}
        error={isMissing && reason === '' ? t('chooseFirst') : undefined}
        hint={t('hint')}
      />
      <Button small type="submit" busy={asked.isPending}>
        {t('show', { count })}
      </Button>
      {asked.error === null ? null : <Notice kind="att">{problem(asked.error)}</Notice>}
    </form>
  )
}
