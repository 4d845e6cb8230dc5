/** What somebody carries: badges, telephones and codes, whether they work, and whether every door knows. */
import type { Person } from '@loge/features/people/screens'
import { instant } from '@loge/kernel'
import { Button, type MarkKind, Notice, Section, State, useMoments, useNow, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { undoUntil } from '../../core/index.ts'
import { accessOfQuery } from '../residence/asked-in-panes.ts'
import { entrancesQuery, placementsQuery } from '../residence/queries.ts'
import { AddCredential, ReplaceCredential } from './credential-forms.tsx'
import { countUntold } from './untold.ts'
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
import { useMay } from './use-may.ts'

export const Credentials = ({ person }: { person: Person }) => {
  const t = useTranslations('resident')
  const may = useMay('access.manage')
  const { data, isError } = useQuery(credentialsOfQuery(person.id))
  const [isAdding, setAdding] = useState(false)
  // Shown here and not in the row, which is drawn anew as soon as the list is.
  const [secret, setSecret] = useState<string | undefined>(undefined)
  const [withLost, setWithLost] = useState(false)
  const [replacedId, setReplaced] = useState<string | undefined>(undefined)
  const lost = data?.filter(({ status }) => status === 'lost') ?? []
  const replaced = lost.find(({ id }) => id === replacedId)
  const now = useNow(60_000)
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
            may={may}
            isOpen={mayBeFound(credential, data ?? [], now)}
            tell={setSecret}
            onReplaced={() => setReplaced(credential.id)}
          />
        ))}
      </ul>
      <div aria-live="polite">
        {replaced === undefined ? null : (
          <Notice kind="ok">
            {t('replacedNow')} <Told credential={replaced} says />
          </Notice>
        )}
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

/** Lost within a day, and nothing has taken its place since, be that lost too: it may be found again, or be replaced. */
const mayBeFound = (lost: Credential, all: readonly Credential[], now: number): boolean =>
  lost.status === 'lost' &&
  undoUntil(instant(Date.parse(lost.statusSince))) > now &&
  !all.some(
    ({ kind, siteId, createdAt }) =>
      kind === lost.kind && siteId === lost.siteId && createdAt >= lost.statusSince,
  )

const MARKS: Readonly<Record<Working, MarkKind>> = {
  works: 'ok',
  suspended: 'att',
  lost: 'att',
  not_yet: 'wait',
  ended: 'no',
}

interface CarriedProps {
  readonly credential: Credential
  /** When the first right of its holder begins there, where none holds yet. */
  readonly begins: number | undefined
  readonly may: boolean
  /** Lost, and not yet for good. */
  readonly isOpen: boolean
  readonly tell: (secret: string | undefined) => void
  readonly onReplaced: () => void
}

const Carried = ({ credential, begins, may, isOpen, tell, onReplaced }: CarriedProps) => {
  const t = useTranslations('resident')
  const kinds = useTranslations('credentialKind')
  const { when, from, date } = useMoments()
  const now = useNow(60_000)
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
      {!may || isReplacing || (working === 'lost' && !isOpen) ? null : (
        <CarriedActs key={credential.status} credential={credential} onReplace={() => setReplacing(true)} />
      )}
      {isReplacing ? (
        <ReplaceCredential
          credential={credential}
          done={(made) => {
            setReplacing(false)
            onReplaced()
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
  readonly onReplace: () => void
}

/** One press blocks what is lost, at once; what follows can wait. */
const CarriedActs = ({ credential, onReplace }: CarriedActsProps) => {
  const t = useTranslations('resident')
  const kinds = useTranslations('credentialKind')
  const problem = useProblemText()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (how: (id: string) => Promise<unknown>) => how(credential.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['people', credential.personId] }),
  })
  const act = (
    label: 'unblock' | 'blockOne' | 'lost' | 'lostReplace' | 'found' | 'replace',
    onClick: () => void,
  ) => (
    <Button small busy={change.isPending} onClick={onClick}>
      {t(label)}
      <span className="vh">
        {' '}
        {kinds(credential.kind)} {credential.label ?? ''}
      </span>
    </Button>
  )
  const isLost = credential.status === 'lost'
  return (
    <>
      <div className="row">
        {isLost
          ? act('replace', onReplace)
          : credential.status === 'suspended'
            ? act('unblock', () => change.mutate(reactivateCredential))
            : act('blockOne', () => change.mutate(suspendCredential))}
        {isLost ? null : act('lost', () => change.mutate(reportLost))}
        {isLost ? null : act('lostReplace', onReplace)}
      </div>
      {/* On a line of its own: a second press where "lost" was must not take the report back. */}
      {isLost ? (
        <div className="row carried-found">{act('found', () => change.mutate(reportFound))}</div>
      ) : null}
      {change.error === null ? null : (
        <Notice kind="att" announce="polite">
          {problem(change.error)}
        </Notice>
      )}
    </>
  )
}

/** Doors decide alone: what was decided is in force at each once that door knows. */
const Told = ({ credential, says }: { credential: Credential; says: boolean }) => {
  const t = useTranslations('resident')
  const { data: placements = [] } = useQuery(placementsQuery)
  const { data: entrances = [] } = useQuery(entrancesQuery)
  const count = countUntold(credential, placements, entrances)
  if (count === 0)
    return says && placements.length > 0 ? <span className="note">{t('everyDoorKnows')}</span> : null
  return (
    <Link className="note" to="/doors" search={{ show: 'pending' }}>
      {t('untold', { count })}
    </Link>
  )
}
