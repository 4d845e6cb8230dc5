/** Where one of one's own requests stands, and every letter about it as it was written. */
import { Fold, State, useMoments } from '@loge/ui'
import { useTranslations } from 'use-intl'
import { OwnFee } from './own-fee.tsx'
import type { OwnRequest } from './queries.ts'

const MARKS = { answered: 'ok', partly_refused: 'att', refused: 'bad', withdrawn: 'off' } as const

const Standing = ({ request: { state, dueOn, endedAt, isWaiting } }: { request: OwnRequest }) => {
  const t = useTranslations('myData.ask')
  const { date } = useMoments()
  if (endedAt !== null && state in MARKS) {
    const ended = state as keyof typeof MARKS
    return <State kind={MARKS[ended]}>{t(`ended.${ended}`, { day: date(Date.parse(endedAt)) })}</State>
  }
  return isWaiting ? (
    <State kind="att">{t('waiting')}</State>
  ) : (
    <State kind="wait">{t('due', { day: date(Date.parse(`${dueOn}T12:00:00Z`)) })}</State>
  )
}

export const OwnRequestLine = ({ request }: { request: OwnRequest }) => {
  const t = useTranslations('myData.ask')
  const { date } = useMoments()
  const { id, right, reference, receivedAt, letters, told, feeAsked } = request
  return (
    <li className="list-row own-request">
      <span>
        <b>{t(`right.${right}`)}</b>
        <span className="note">{t('asked', { reference, day: date(Date.parse(receivedAt)) })}</span>
      </span>
      <Standing request={request} />
      <div className="own-letters">
        {feeAsked === null ? null : <OwnFee id={id} fee={feeAsked} />}
        {told.map(({ name, state, reply }) => (
          <p key={name} className="note">
            {t('told', { name })} {reply === null ? t(`telling.${state}`) : t(`reply.${reply}`)}
          </p>
        ))}
        {letters.map(({ id: letterId, subject, body, language, writtenAt }) => (
          <Fold key={letterId} summary={`${date(Date.parse(writtenAt))}, ${subject}`}>
            <p className="own-letter" lang={language}>
              {body}
            </p>
          </Fold>
        ))}
      </div>
    </li>
  )
}
