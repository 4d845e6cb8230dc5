/** For whoever lives here or was let in, and does not run the house: what this page is not, and which doors open to them. */
import { meQuery } from '@loge/features/accounts/screens'
import { MyLooks } from '@loge/features/events/screens'
import {
  Blank,
  buttonClass,
  Loading,
  Notice,
  Section,
  State,
  useMoments,
  useNow,
  useProblemText,
  useTitle,
  useWords,
} from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { MyGlass } from '../emergency/my-glass.tsx'
import { accessOfQuery } from '../residence/asked-in-panes.ts'
import type { OwnAccess } from '../residence/queries.ts'

export const OwnDoorsPage = () => {
  const t = useTranslations('ownDoors')
  const { data: me } = useQuery(meQuery)
  useTitle(t('title'))
  return (
    <div className="page own-doors">
      <Blank
        page
        title={t('title')}
        acts={
          <Link className={buttonClass()} to="/settings">
            {t('settings')}
          </Link>
        }
      >
        {t('text')}
      </Blank>
      <div className="stack settings">
        <MyGlass />
        {me?.account?.personId === undefined ? null : <OwnDoors personId={me.account.personId} />}
        <MyLooks />
      </div>
    </div>
  )
}

const OwnDoors = ({ personId }: { personId: string }) => {
  const t = useTranslations('ownDoors')
  const problem = useProblemText()
  const { data, error } = useQuery(accessOfQuery(personId))
  const doors = data?.data.filter(isTheirs) ?? []
  return (
    <Section title={t('doors')}>
      {error !== null && data === undefined ? (
        <Notice kind="att">{problem(error)}</Notice>
      ) : data === undefined ? (
        <Loading label={t('doors')} />
      ) : data.suspended ? (
        <p className="soft">{t('suspended')}</p>
      ) : doors.length === 0 ? (
        <p className="soft">{t('none')}</p>
      ) : (
        <ul className="list">
          {doors.map((door) => (
            <OwnDoor key={door.entranceId} door={door} />
          ))}
        </ul>
      )}
    </Section>
  )
}

type Door = OwnAccess['data'][number]

/** A door they never had a right to is no news. */
const isTheirs = ({ decision }: Door): boolean => decision.allowed || decision.refusal !== 'no_grant_here'

const OwnDoor = ({ door: { name, decision } }: { door: Door }) => {
  const t = useTranslations('ownDoors')
  const words = useWords()
  const { when } = useMoments()
  const now = useNow(60_000)
  return (
    <li className="list-row">
      <span>
        <b>{name}</b>
        <span className="note">
          {decision.allowed ? (
            <State kind="ok">
              {decision.until === null
                ? t('open')
                : t('openUntil', { time: when(Date.parse(decision.until), now) })}
            </State>
          ) : (
            <State kind="no">{words(`refusalHelp.${decision.refusal}`)}</State>
          )}
        </span>
      </span>
    </li>
  )
}
