/** Who gains or loses by a change, by name: folded until somebody says why they need them, and opened page by page. */
import { Button, Fold, Notice, useProblemText } from '@loge/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { fullName } from '../doors/who.tsx'
import { ShowNames, useMayShowNames } from '../names/show-names.tsx'
import { namedOf, type Preview, previewPeople, type RightsEdits } from './queries.ts'

interface PreviewPeopleProps {
  readonly siteId: string
  readonly edits: RightsEdits
  readonly preview: Preview
  readonly side: 'gains' | 'losses'
}

export const PreviewPeople = ({ siteId, edits, preview, side }: PreviewPeopleProps) => {
  const t = useTranslations('names')
  const problem = useProblemText()
  const [pages, setPages] = useState<readonly (readonly string[])[]>(() => [namedOf(preview[side])])
  const all = side === 'gains' ? preview.totals.peopleGaining : preview.totals.peopleLosing
  const known = pages.flat()
  const more = useMutation({
    mutationFn: () => previewPeople(siteId, edits, { side, after: known.at(-1) }),
    onSuccess: (page) => setPages([...pages, page]),
  })
  if (!useMayShowNames() || known.length === 0) return null
  return (
    <Fold summary={t(`byName.${side}`)}>
      <div className="stack">
        {pages.map((page, index) =>
          page.length === 0 ? null : (
            <ShowNames key={page[0]} personIds={page} about={{}}>
              {(names) => (
                <ul className="columns-of-names" aria-label={t('page', { page: index + 1 })}>
                  {names.map((one) => (
                    <li key={one.personId}>{fullName(one)}</li>
                  ))}
                </ul>
              )}
            </ShowNames>
          ),
        )}
        {known.length >= all || pages.at(-1)?.length === 0 ? null : (
          <div className="row">
            <Button small busy={more.isPending} onClick={() => more.mutate()}>
              {t('further', { shown: known.length, all })}
            </Button>
          </div>
        )}
        {more.error === null ? null : <Notice kind="att">{problem(more.error)}</Notice>}
      </div>
    </Fold>
  )
}
