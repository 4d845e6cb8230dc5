/** The newsletter: what one can subscribe to, who did, and what went out. */
import { Blank, Button, Loading, Section, useMoments } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { BeginForm, LetterForm } from './newsletter-forms.tsx'
import {
  endSubscription,
  issuesQuery,
  type Lists,
  listsQuery,
  OUTSIDE,
  type Subscription,
  subscriptionsQuery,
} from './queries.ts'
import { useTongue } from './use-tongue.ts'

export const Newsletter = ({ mayManage }: { readonly mayManage: boolean }) => {
  const t = useTranslations('outside.news')
  const { data: lists } = useQuery({
    ...listsQuery,
    throwOnError: (_, { state }) => state.data === undefined,
  })
  const [form, setForm] = useState<'begin' | 'write'>()
  if (lists === undefined) return <Loading label={t('lists')} lines={4} />
  const close = () => setForm(undefined)
  return (
    <div className="stack">
      <p className="soft">{t('lead')}</p>
      {mayManage && form === undefined ? (
        <div className="row">
          {lists.data.length === 0 ? null : (
            <Button kind="main" onClick={() => setForm('write')}>
              {t('write')}…
            </Button>
          )}
          <Button onClick={() => setForm('begin')}>{t('begin')}…</Button>
        </div>
      ) : null}
      {form === 'begin' ? <BeginForm close={close} /> : null}
      {form === 'write' ? <LetterForm lists={lists.data} close={close} /> : null}
      <ListSection lists={lists.data} />
      <Issues />
      <Subscribers lists={lists.data} mayManage={mayManage} />
    </div>
  )
}

const ListSection = ({ lists }: { readonly lists: Lists }) => {
  const t = useTranslations('outside.news')
  const tongue = useTongue()
  return (
    <Section title={t('lists')}>
      {lists.length === 0 ? (
        <Blank title={t('noLists')}>{t('noListsText')}</Blank>
      ) : (
        <ul className="list">
          {lists.map(({ id, name, frequency, subscribers }) => (
            <li key={id} className="list-row">
              <span>
                <b>{name[tongue]}</b> <span className="note">{frequency[tongue]}</span>
              </span>
              <span className="note">{t('subscribers', { count: subscribers })}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

const Issues = () => {
  const t = useTranslations('outside.news')
  const tongue = useTongue()
  const { date } = useMoments()
  const { data } = useQuery(issuesQuery)
  if (data === undefined || data.data.length === 0) return null
  return (
    <Section title={t('sent')}>
      <table className="tbl outside">
        <thead>
          <tr>
            <th scope="col">{t('what')}</th>
            <th scope="col">{t('became')}</th>
          </tr>
        </thead>
        <tbody>
          {data.data.map(({ id, subject, sentAt, sent, waiting, leftOut, failed }) => (
            <tr key={id}>
              <th scope="row">
                {subject[tongue]}
                <span className="note">{date(Date.parse(sentAt))}</span>
              </th>
              <td>
                {t('counts', {
                  sent: String(sent),
                  waiting: String(waiting),
                  leftOut: String(leftOut),
                  failed: String(failed),
                })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

const Subscribers = ({ lists, mayManage }: { readonly lists: Lists; readonly mayManage: boolean }) => {
  const t = useTranslations('outside.news')
  const { data } = useQuery(subscriptionsQuery)
  if (data === undefined) return <Loading label={t('subscriptions')} lines={3} />
  return (
    <Section title={t('subscriptions')}>
      {data.data.length === 0 ? (
        <p className="soft">{t('nobody')}</p>
      ) : (
        <ul className="list">
          {data.data.map((one) => (
            <Subscriber key={one.id} one={one} lists={lists} mayManage={mayManage} />
          ))}
        </ul>
      )}
    </Section>
  )
}

interface SubscriberProps {
  readonly one: Subscription
  readonly lists: Lists
  readonly mayManage: boolean
}

const Subscriber = ({ one, lists, mayManage }: SubscriberProps) => {
  const t = useTranslations('outside.news')
  const tongue = useTongue()
  const { date } = useMoments()
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: (by: 'staff' | 'bounced') => endSubscription(one.id, by),
    onSettled: () => queries.invalidateQueries({ queryKey: OUTSIDE }),
  })
  const { endedAt, endedBy } = one
  return (
    <li className="list-row">
      <span>
        {one.email} <span className="note">{lists.find(({ id }) => id === one.listId)?.name[tongue]}</span>
        <span className="note">
          {endedAt === null
            ? t('since', { day: date(Date.parse(one.confirmedAt)) })
            : `${t('ended', { day: date(Date.parse(endedAt)) })}, ${endedBy === null ? '' : t(`by.${endedBy}`)}`}
        </span>
      </span>
      {mayManage && endedAt === null ? (
        <span className="row">
          <Button kind="text" busy={end.isPending} onClick={() => end.mutate('bounced')}>
            {t('bounced')}
          </Button>
          <Button kind="text" busy={end.isPending} onClick={() => end.mutate('staff')}>
            {t('end')}
          </Button>
        </span>
      ) : null}
    </li>
  )
}
