/** What somebody carries: badges, telephones and codes, whether they work, and whether every door knows. */
import type { Person } from '@loge/features/people/screens'
import { Button, type MarkKind, Notice, Section, State, useMoments, useNow, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { accessOfQuery } from '../residence/asked-in-panes.ts'
import { entrancesQuery } from '../residence/queries.ts'
import { AddCredential, ReplaceCredential } from './credential-forms.tsx'
import { type Done, insteadOf, InItsPlace, mayBeFound, useNameOf } from './in-its-place.tsx'
import { rightsBegin, type Working, workingOf, worksFrom } from './working.ts'
import {
  type Credential,
  credentialsOfQuery,
  reactivateCredential,
  reportFound,
  reportLost,
  suspendCredential,
} from './queries.ts'
import { useAskedFor } from '../residence/use-asked-for.ts'
import { Told } from './told.tsx'
import { useMay } from './use-may.ts'

export const Credentials = ({ person }: { person: Person }) => {
  const t = useTranslations('resident')
  const may = useMay('access.manage')
  const { data, dataUpdatedAt, isError } = useQuery(credentialsOfQuery(person.id))
  const [isAdding, setAdding] = useState(false)
  // Shown here and not in the row, which is drawn anew as soon as the list is.
  const [secret, setSecret] = useState<string | undefined>(undefined)
  const [withLost, setWithLost] = useState(false)
  const [last, setLast] = useState<Done | undefined>(undefined)
  const lost = data?.filter(({ status }) => status === 'lost') ?? []
  // What ended a moment ago has ended in the list that says so, whenever the minute is over.
  const now = Math.max(useNow(60_000), dataUpdatedAt)
  const shown = (data ?? []).filter(
    (one) => withLost || one.status !== 'lost' || mayBeFound(one, data ?? [], now),
  )
  const folded = lost.length - (withLost ? 0 : shown.filter(({ status }) => status === 'lost').length)
  const beginsAt = useRightsBegin(person.id)
  const box = useAskedFor<HTMLUListElement>('credentials', 'button', shown.length > 0)
  return (
    <Section title={t('credentials')} note={data === undefined ? undefined : String(shown.length)}>
      {isError ? <p className="fact">{t('credentialsHidden')}</p> : null}
      {data !== undefined && shown.length === 0 ? <p className="fact">{t('credentialsNone')}</p> : null}
      <ul className="carried" ref={box}>
        {shown.map((credential) => (
          <Carried
            key={credential.id}
            begins={beginsAt(credential.siteId)}
            credential={credential}
            now={now}
            may={may}
            isOpen={mayBeFound(credential, data ?? [], now)}
            instead={insteadOf(credential, data ?? [], now)}
            tell={setSecret}
            onDone={setLast}
          />
        ))}
      </ul>
      <div aria-live="polite">
        {last === undefined ? null : <InItsPlace done={last} all={data ?? []} now={now} onFound={setLast} />}
        {secret === undefined ? null : (
          <Notice
            kind="ok"
            act={
              <Button small onClick={() => setSecret(undefined)}>
                {t('secretNoted')}
              </Button>
            }
          >
            <b className="secret">{secret}</b> {t('secretOnce')}
          </Notice>
        )}
      </div>
      {isAdding ? (
        <AddCredential
          personId={person.id}
          done={(made) => {
            setAdding(false)
            setSecret(made)
          }}
          leave={() => setAdding(false)}
        />
      ) : (
        <div className="row carried-acts">
          {may ? <Button onClick={() => setAdding(true)}>{t('add')}</Button> : null}
          {folded === 0 ? null : (
            <Button kind="text" small onClick={() => setWithLost(!withLost)}>
              {t(withLost ? 'hideLost' : 'showLost', { count: folded })}
            </Button>
          )}
        </div>
      )}
    </Section>
  )
}

/** When the first right at a site begins, where none holds there yet. */
const useRightsBegin = (personId: string) => {
  const { data: access } = useQuery(accessOfQuery(personId))
  const { data: entrances = [] } = useQuery(entrancesQuery)
  return (siteId: string): number | undefined => {
    const here = new Set(entrances.filter((one) => one.siteId === siteId).map(({ id }) => id))
    return rightsBegin(access?.data.filter(({ entranceId }) => here.has(entranceId)) ?? [])
  }
}

const MARKS: Readonly<Record<Working, MarkKind>> = {
  works: 'ok',
  suspended: 'att',
  lost: 'att',
  not_yet: 'wait',
  ended: 'no',
}

interface CarriedProps {
  readonly credential: Credential
  readonly now: number
  /** When the first right of its holder begins there, where none holds yet. */
  readonly begins: number | undefined
  readonly may: boolean
  /** Lost, and not yet for good. */
  readonly isOpen: boolean
  /** What took its place and gives it back, if it is found. */
  readonly instead: Credential | undefined
  readonly tell: (secret: string | undefined) => void
  readonly onDone: (done: Done) => void
}

const Carried = ({ credential, now, begins, may, isOpen, instead, tell, onDone }: CarriedProps) => {
  const t = useTranslations('resident')
  const kinds = useTranslations('credentialKind')
  const { when, from, date } = useMoments()
  const [isReplacing, setReplacing] = useState(false)
  const working = workingOf(credential, now)
  const since = worksFrom(credential, begins, now)
  // Older ones have no label: the day it was given tells it from the others of its kind.
  const given = t('added', { date: date(Date.parse(credential.createdAt)) })
  const detail =
    working === 'lost' || working === 'suspended'
      ? `${t(`since_${working}`, { time: when(Date.parse(credential.statusSince), now) })} · ${given}`
      : given
  return (
    <li>
      <div className="carried-line">
        <span>
          <b className="carried-kind">
            {kinds(credential.kind)}
            {credential.label === null ? null : ` ${credential.label}`}
          </b>
          <span className="note">{detail}</span>
        </span>
        <span className="carried-state">
          {since === undefined ? (
            <State kind={MARKS[working]}>{t(`working.${working}`)}</State>
          ) : (
            <State kind="wait">{t('worksFrom', { time: from(since, now) })}</State>
          )}
          <Told credential={credential} says={isOpen} />
        </span>
      </div>
      {!may || isReplacing || (working === 'lost' && !isOpen && instead === undefined) ? null : (
        <CarriedActs
          key={credential.status}
          credential={credential}
          instead={instead}
          onFound={onDone}
          onReplace={() => setReplacing(true)}
        />
      )}
      {isReplacing ? (
        <ReplaceCredential
          credential={credential}
          done={(made) => {
            setReplacing(false)
            onDone({ id: credential.id, withdrawn: undefined })
            tell(made)
          }}
          leave={() => setReplacing(false)}
        />
      ) : null}
    </li>
  )
}

interface CarriedActsProps {
  readonly credential: Credential
  readonly instead: Credential | undefined
  readonly onFound: (found: Done) => void
  readonly onReplace: () => void
}

/** One press blocks what is lost, at once; what follows can wait. */
const CarriedActs = ({ credential, instead, onFound, onReplace }: CarriedActsProps) => {
  const t = useTranslations('resident')
  const nameOf = useNameOf()
  const problem = useProblemText()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (how: (id: string) => Promise<unknown>) => how(credential.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['people', credential.personId] }),
  })
  const found = useMutation({
    mutationFn: (by: Credential) => reportFound(credential.id, by.id),
    onSuccess: async (_answer, by) => {
      await queries.invalidateQueries({ queryKey: ['people', credential.personId] })
      onFound({ id: credential.id, withdrawn: nameOf(by) })
    },
  })
  const act = (label: string, onClick: () => void) => (
    <Button small busy={change.isPending || found.isPending} onClick={onClick}>
      {label}
      <span className="vh"> {nameOf(credential)}</span>
    </Button>
  )
  const error = change.error ?? found.error
  const isLost = credential.status === 'lost'
  return (
    <>
      {instead === undefined ? (
        <div className="row">
          {isLost
            ? act(t('replace'), onReplace)
            : credential.status === 'suspended'
              ? act(t('unblock'), () => change.mutate(reactivateCredential))
              : act(t('blockOne'), () => change.mutate(suspendCredential))}
          {isLost ? null : act(t('lost'), () => change.mutate(reportLost))}
          {isLost ? null : act(t('lostReplace'), onReplace)}
        </div>
      ) : null}
      {/* On a line of its own: a second press where "lost" was must not take the report back. */}
      {isLost ? (
        <div className="row carried-found">
          {instead === undefined
            ? act(t('found'), () => change.mutate((id) => reportFound(id)))
            : act(t('foundInstead', { label: nameOf(instead) }), () => found.mutate(instead))}
        </div>
      ) : null}
      {error === null ? null : (
        <Notice kind="att" announce="polite">
          {problem(error)}
        </Notice>
      )}
    </>
  )
}
