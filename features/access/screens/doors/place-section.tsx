/** Where a piece is, and the way to correct it for who may. */
import { meQuery } from '@loge/features/accounts/screens'
import type { WireLocation } from '@loge/features/places/wire'
import { Button, Notice, PaneSection, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { moveDevice, moveEntrance } from '../residence/asked-in-panes.ts'
import { PlaceFields } from './place-fields.tsx'
import { usePlaceWords } from './use-place-words.ts'

interface PlaceSectionProps {
  readonly kind: 'entrance' | 'device'
  readonly id: string
  readonly siteId: string
  readonly location: WireLocation
}

export const PlaceSection = ({ kind, id, siteId, location }: PlaceSectionProps) => {
  const t = useTranslations('doors')
  const where = usePlaceWords()
  const { data: me } = useQuery(meQuery)
  const [isOpen, setOpen] = useState(false)
  const permission = kind === 'entrance' ? 'access.manage' : 'equipment.manage'
  const mayMove = me?.grants.some((grant) => grant.permission === permission) === true
  return (
    <PaneSection title={t('place.title')}>
      {isOpen ? (
        <PlaceForm piece={{ kind, id, siteId, location }} onDone={() => setOpen(false)} />
      ) : (
        <div className="row">
          <span className="fact">{where(location) ?? t('place.unknown')}</span>
          {mayMove ? (
            <Button small onClick={() => setOpen(true)}>
              {t('place.change')}
            </Button>
          ) : null}
        </div>
      )}
    </PaneSection>
  )
}

const PlaceForm = ({ piece, onDone }: { piece: PlaceSectionProps; onDone: () => void }) => {
  const t = useTranslations('doors')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [wanted, setWanted] = useState(piece.location)
  const move = useMutation({
    mutationFn: (): Promise<unknown> =>
      piece.kind === 'entrance' ? moveEntrance(piece.id, wanted) : moveDevice(piece.id, wanted),
    onSuccess: async () => {
      await Promise.all(
        [['devices'], ['entrances']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      )
      onDone()
    },
  })
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        move.mutate()
      }}
    >
      {move.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(move.error)}
        </Notice>
      )}
      <PlaceFields siteId={piece.siteId} value={wanted} onChange={setWanted} />
      <div className="row">
        <Button kind="main" type="submit" busy={move.isPending}>
          {t('place.save')}
        </Button>
        <Button kind="text" onClick={onDone}>
          {t('place.cancel')}
        </Button>
      </div>
    </form>
  )
}
