/** The head of the page of access: which instant is looked at, the lists beside the grid, a new group. */
import { Button, buttonClass, Icon, Notice, useMoments, useNow } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { AtField } from './at-field.tsx'
import type { Site } from './queries.ts'
import type { RightsSearch } from './search.ts'

interface AccessHeadProps {
  readonly site: Site
  readonly search: RightsSearch
  /** Left out: nobody may make one, or one is being made. */
  readonly onNewGroup: (() => void) | undefined
}

export const AccessHead = ({ site, search, onNewGroup }: AccessHeadProps) => {
  const t = useTranslations('rights')
  return (
    <div className="page-head rights-head">
      <div>
        <h1>{t('title')}</h1>
        <p className="lead">{t('lead')}</p>
      </div>
      <div className="row rights-acts">
        <AtField site={site} search={search} />
        <ListLink search={search} list="schedules" />
        <ListLink search={search} list="changes" />
        <ListLink search={search} list="review" />
        {onNewGroup === undefined ? null : (
          <Button onClick={onNewGroup}>
            <Icon name="plus" /> {t('newGroup')}…
          </Button>
        )}
      </div>
    </div>
  )
}

/** Opens a list above the grid, and closes it. */
const ListLink = ({ search, list }: { search: RightsSearch; list: NonNullable<RightsSearch['list']> }) => {
  const t = useTranslations('rights')
  const { list: shown, ...rest } = search
  return (
    <Link
      className={buttonClass()}
      to="/access"
      search={shown === list ? rest : { ...rest, list }}
      resetScroll={false}
      aria-current={shown === list ? 'true' : undefined}
    >
      {t(list)}
    </Link>
  )
}

/** One must not take another instant for this one. */
export const Elsewhen = ({ at, search }: { at: string; search: RightsSearch }) => {
  const t = useTranslations('rights')
  const { day, time } = useMoments()
  const { at: _at, ...now } = search
  const moment = Date.parse(at)
  const present = useNow(60_000)
  return (
    <Notice
      act={
        <Link className={buttonClass('plain', true)} to="/access" search={now} resetScroll={false}>
          {t('backToNow')}
        </Link>
      }
    >
      <b>
        {t('elsewhen', {
          day: day(moment),
          time: time(moment),
          year: String(new Date(moment).getUTCFullYear()),
        })}
      </b>{' '}
      {t(moment < present ? 'elsewhenPast' : 'elsewhenFuture')}
    </Notice>
  )
}
