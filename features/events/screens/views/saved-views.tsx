/** The views somebody saved, beside the log: one click away; what is shown now gets a name here. */
import { Button, buttonClass, Loading, Notice, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type EventSearch, readEventSearch } from '../log/search.ts'
import {
  changeView,
  filtersOfView,
  inputOf,
  isSame,
  removeView,
  type SavedView,
  saveView,
  type ViewInput,
  viewsQuery,
} from './queries.ts'
import { ViewForm, type ViewSite } from './view-form.tsx'
import './views.css'

interface SavedViewsProps {
  readonly search: EventSearch
  readonly sites: readonly ViewSite[]
  /** Whether whoever looks may have a view sent regularly. */
  readonly mayReport: boolean
}

/** What was done last, and how it is taken back. */
interface Done {
  readonly what: 'removed' | 'renamed'
  readonly name: string
  readonly undo: () => Promise<unknown>
}

export const SavedViews = ({ search, sites, mayReport }: SavedViewsProps) => {
  const t = useTranslations('views')
  const problem = useProblemText()
  const queries = useQueryClient()
  const { data: views, error } = useQuery({ ...viewsQuery, throwOnError: false })
  const [editing, setEditing] = useState<'save' | 'rename' | undefined>(undefined)
  const [done, setDone] = useState<Done | undefined>(undefined)
  const act = useMutation({
    mutationFn: (work: () => Promise<Done | undefined>) => work(),
    onSuccess: (next) => {
      setDone(next)
      setEditing(undefined)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: viewsQuery.queryKey }),
  })
  if (views === undefined)
    return error === null ? (
      <Loading label={t('title')} lines={1} />
    ) : (
      <Notice kind="att">{problem(error)}</Notice>
    )
  const filters = filtersOfView(search)
  const here = views.find((view) => isSame(view.filters, filters))
  const isNarrowed = Object.keys(filters).length > 0
  const submit = (input: ViewInput) =>
    act.mutate(async () => {
      if (editing !== 'rename' || here === undefined) {
        await saveView(input)
        return undefined
      }
      const changed = await changeView(here, input)
      return { what: 'renamed', name: input.name, undo: () => changeView(changed, inputOf(here)) }
    })
  const remove = (view: SavedView) =>
    act.mutate(async () => {
      await removeView(view)
      return { what: 'removed', name: view.name, undo: () => saveView(inputOf(view)) }
    })
  return (
    <section className="views" aria-label={t('title')}>
      {editing === undefined || views.length > 0 ? <ViewLinks views={views} /> : null}
      {editing !== undefined ? (
        <ViewForm
          sites={sites}
          filters={filters}
          view={editing === 'rename' ? here : undefined}
          busy={act.isPending}
          onSubmit={submit}
          onCancel={() => setEditing(undefined)}
        />
      ) : here !== undefined ? (
        <ActsOn
          view={here}
          mayReport={mayReport}
          busy={act.isPending}
          onRename={() => setEditing('rename')}
          onRemove={() => remove(here)}
        />
      ) : isNarrowed ? (
        <Button small onClick={() => setEditing('save')}>
          {t('save')}
        </Button>
      ) : null}
      {act.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(act.error)}
        </Notice>
      )}
      {done === undefined ? null : (
        <Notice
          kind="ok"
          announce="polite"
          act={
            <Button
              small
              busy={act.isPending}
              onClick={() => act.mutate(async () => void (await done.undo()))}
            >
              {t('undo')}
            </Button>
          }
        >
          {t(done.what, { name: done.name })}
        </Notice>
      )}
    </section>
  )
}

interface ActsOnProps {
  readonly view: SavedView
  readonly mayReport: boolean
  readonly busy: boolean
  readonly onRename: () => void
  readonly onRemove: () => void
}

/** Its author renames and removes it; one about a person asks why each time, so it is never sent by itself. */
const ActsOn = ({ view, mayReport, busy, onRename, onRemove }: ActsOnProps) => {
  const t = useTranslations('views')
  return (
    <div className="row">
      {mayReport && view.filters.person === undefined ? (
        <Link className={buttonClass('plain', true)} to="/events/reports" search={{ view: view.id }}>
          {t('regularly')}
        </Link>
      ) : null}
      {view.own ? (
        <>
          <Button small onClick={onRename}>
            {t('rename')}
          </Button>
          <Button small busy={busy} onClick={onRemove}>
            {t('remove')}
          </Button>
        </>
      ) : null}
    </div>
  )
}

const ViewLinks = ({ views }: { views: readonly SavedView[] }) => {
  const t = useTranslations('views')
  if (views.length === 0) return <p className="note">{t('none')}</p>
  return (
    <ul className="view-links">
      {views.map((view) => (
        <li key={view.id}>
          <Link
            to="/events"
            search={readEventSearch(view.filters)}
            className={buttonClass('text', true)}
            activeOptions={{ exact: true, includeSearch: true }}
          >
            {view.name}
          </Link>
          {view.siteId === null ? null : <span className="tag">{t('shared')}</span>}
        </li>
      ))}
    </ul>
  )
}
