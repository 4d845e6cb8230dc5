/** Data handed over on request: every requisition and every data room, with who approved and what left. */
import { Button, Loading, Notice, Section, State, useMoments, useNow, useTitle } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { type Release, type ReleaseRecipient, releasesQuery } from './queries.ts'
import { Concerned, Decide, HandOver } from './release-acts.tsx'
import { ReleaseForm } from './release-form.tsx'
import './releases.css'

export const ReleasesPage = () => {
  const t = useTranslations('releases')
  useTitle(t('title'))
  const [isOpening, setOpening] = useState(false)
  const { data } = useQuery({
    ...releasesQuery,
    // Letters leave by themselves.
    refetchInterval: 30_000,
    throwOnError: (_, { state }) => state.data === undefined,
  })
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
      </div>
      <div className="stack settings">
        {data === undefined ? (
          <Loading label={t('cases')} lines={6} />
        ) : (
          <>
            {data.recipients.length === 0 ? (
              <Notice>{t('noRecipient')}</Notice>
            ) : isOpening ? (
              <ReleaseForm recipients={data.recipients} onDone={() => setOpening(false)} />
            ) : (
              <div className="row">
                <Button kind="main" onClick={() => setOpening(true)}>
                  {t('open')}
                </Button>
              </div>
            )}
            <Section title={t('cases')}>
              {data.data.length === 0 ? <p className="soft">{t('none')}</p> : null}
              <ul className="list" aria-label={t('cases')}>
                {data.data.map((release) => (
                  <li key={release.id}>
                    <OneRelease release={release} recipients={data.recipients} />
                  </li>
                ))}
              </ul>
            </Section>
          </>
        )}
      </div>
    </div>
  )
}

const MARKS = { open: 'att', approved: 'wait', refused: 'off', given: 'ok' } as const

interface OneReleaseProps {
  readonly release: Release
  readonly recipients: readonly ReleaseRecipient[]
}

/** In the words of the register, as long as it has them. */
const useWordsOf = ({ release, recipients }: OneReleaseProps) => {
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  const activity = recipients
    .find(({ id }) => id === release.recipient)
    ?.activities.find(({ id }) => id === release.activity)
  return {
    activity: activity?.label[language] ?? release.activity,
    categories: release.categories
      .map((id) => activity?.categories.find((one) => one.id === id)?.label[language] ?? id)
      .join(', '),
    purpose: activity?.purposes.find(({ id }) => id === release.purpose)?.sentence[language],
  }
}

const OneRelease = ({ release, recipients }: OneReleaseProps) => {
  const t = useTranslations('releases')
  const { activity, categories, purpose } = useWordsOf({ release, recipients })
  const { kind, recipientName, reference, scope, provision, procedure, state, people, receivedOn } = release
  const isRoom = kind === 'data_room'
  return (
    <div className="stack">
      <h3>
        {t(`kinds.${kind}`)}, {recipientName}, {reference}
      </h3>
      <p>
        <State kind={MARKS[state]}>{t(`states.${state}`)}</State>
      </p>
      <p>{scope}</p>
      <p className="note">
        {t('about', { activity, categories })} {purpose}
        {provision === null || procedure === null ? null : `${provision} (${t(`procedures.${procedure}`)}).`}{' '}
        {t('received', { day: receivedOn, name: release.openedBy ?? t('somebody') })}
      </p>
      <Story release={release} />
      <p className="note">{t(isRoom ? 'numbered' : 'named', { count: people.length })}</p>
      {people.map((one) => (
        <Concerned key={one.id} one={one} isRoom={isRoom} />
      ))}
      {state === 'open' ? <Decide release={release} /> : null}
      {state === 'approved' ? <HandOver release={release} /> : null}
    </div>
  )
}

const Story = ({ release }: { readonly release: Release }) => {
  const t = useTranslations('releases')
  const { when } = useMoments()
  const now = useNow(60_000)
  const { state, decidedAt, decidedBy, decision, givenAt, givenBy, contentHash, contentRows } = release
  return (
    <>
      {decidedAt === null ? null : (
        <p className="note">
          {t('decided', {
            state,
            name: decidedBy ?? t('somebody'),
            when: when(Date.parse(decidedAt), now),
            reasons: decision ?? '',
          })}
        </p>
      )}
      {givenAt === null ? null : (
        <p className="note release-hash">
          {t('given', {
            name: givenBy ?? t('somebody'),
            when: when(Date.parse(givenAt), now),
            rows: contentRows ?? 0,
          })}{' '}
          {t('hash', { hash: contentHash ?? '' })}
        </p>
      )}
    </>
  )
}
