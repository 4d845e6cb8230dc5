/** One case: its clock, whom it is about, what would happen, what to do next, its story and its letters. */
import { Loading, Notice, Pane, PaneSection, State, useMoments } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Acts } from './acts.tsx'
import { Ruler } from './board.tsx'
import { DeedReceipt } from './deed-receipt.tsx'
import { Files } from './files.tsx'
import { isKnown } from './is-known.ts'
import { Letters } from './letters.tsx'
import { Notices } from './notices.tsx'
import { Match } from './match.tsx'
import { type Case, requestQuery } from './queries.ts'
import { Receipt, Scope } from './scope.tsx'
import { useCaseWords } from './use-case-words.ts'
import { useMoney } from './use-money.ts'

export const CasePane = ({ id }: { id: string }) => {
  const t = useTranslations('desk')
  const { right } = useCaseWords()
  const { data: one } = useQuery({ ...requestQuery(id), throwOnError: true })
  return (
    <Pane
      label={t('case')}
      title={one?.requesterName ?? t('case')}
      aside={one === undefined ? undefined : `${one.reference} · ${right(one.right)}`}
      close={
        <Link to="/privacy" search={{}}>
          {t('back')}
        </Link>
      }
      subject={id}
    >
      {one === undefined ? <Loading label={t('case')} lines={6} /> : <Whole one={one} />}
    </Pane>
  )
}

const Whole = ({ one }: { one: Case }) => {
  const t = useTranslations('desk')
  const { left, day, standing } = useCaseWords()
  const { date } = useMoments()
  const isOpen = one.endedAt === null
  return (
    <>
      {one.words === '' ? null : <p className="soft quoted">“{one.words}”</p>}
      <p className="note">
        {[one.requesterEmail, one.requesterAddress, one.requesterTelephone]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
      <div className="due">
        <b>{left(one)}</b>
        <div>
          <Ruler line={one} />
          <div className="split note">
            <span>{date(Date.parse(one.receivedAt))}</span>
            <span>{isOpen ? t('dueBy', { day: day(one.clock.dueOn) }) : standing(one)}</span>
          </div>
        </div>
      </div>
      {one.clock.movedToWorkingDay && isOpen ? <p className="note">{t('moved')}</p> : null}
      {one.clock.by === 'organization' && isOpen ? <p className="note">{t('stricter')}</p> : null}
      <PaneSection
        title={t('who')}
        link={<State kind={isKnown(one) ? 'ok' : 'att'}>{t(`identity.${one.identity}`)}</State>}
      >
        <Match one={one} />
      </PaneSection>
      <Charges one={one} />
      <Files one={one} />
      {isOpen && one.personId !== null && isKnown(one) ? <Scope one={one} personId={one.personId} /> : null}
      {one.erasureId === null ? null : <Receipt id={one.erasureId} />}
      {one.deed === null || one.deed.kind === 'erase' ? null : <DeedReceipt id={one.id} deed={one.deed} />}
      {one.notices.length === 0 ? null : <Notices notices={one.notices} />}
      {isOpen ? <Acts one={one} /> : <Notice kind="ok">{standing(one)}</Notice>}
      <Letters letters={one.letters} requestId={one.id} />
      <Story one={one} />
    </>
  )
}

/** What it lacks, and what is charged: nothing is said of either in a usual case. */
const Charges = ({ one: { missing, fee, requesterEmail, requesterAddress } }: { one: Case }) => {
  const t = useTranslations('desk')
  const money = useMoney()
  const list = missing.map((element) => t(`missing_.${element}`)).join(', ')
  const hasNoWay = requesterEmail === null && requesterAddress === null
  return (
    <>
      {missing.length === 0 ? null : (
        <Notice kind="att">
          {t('missing', { list })} {hasNoWay ? t('askThem') : null}
        </Notice>
      )}
      {fee === null ? null : (
        <Notice>{t(`feeNow.${fee.state}`, { sum: money(fee.cents, fee.currency) })}</Notice>
      )}
    </>
  )
}

const Story = ({ one }: { one: Case }) => {
  const t = useTranslations('desk')
  const { act, right } = useCaseWords()
  const { when } = useMoments()
  /** How, and which questions were answered. */
  const proof = (said: string): string => {
    const [how = '', ...questions] = said.split(': ')
    return [t(`proof.${how as 'code'}`), questions.join(': ')].filter((part) => part !== '').join(': ')
  }
  return (
    <PaneSection title={t('story')}>
      <ul className="case-steps">
        {one.entries.map((entry) => (
          <li key={entry.id}>
            <span>
              {act(entry.kind)}
              {entry.byName === null ? '' : `, ${entry.byName}`}
              {entry.words === null ? null : (
                <span className="note">
                  {entry.kind === 'classified'
                    ? right(entry.words)
                    : entry.kind === 'identity_proven'
                      ? proof(entry.words)
                      : entry.words}
                </span>
              )}
            </span>
            <time className="note" dateTime={entry.at}>
              {when(Date.parse(entry.at), Date.parse(one.receivedAt))}
            </time>
          </li>
        ))}
      </ul>
    </PaneSection>
  )
}
