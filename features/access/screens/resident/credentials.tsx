/** What somebody carries: badges, telephones and codes, whether they work, and whether every door knows. */
import type { Person } from '@loge/features/people/screens'
import { Button, type MarkKind, Notice, Section, State, useMoments, useNow, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { entrancesQuery, placementsQuery } from '../residence/queries.ts'
import { AddCredential, ReplaceCredential } from './credential-forms.tsx'
import { countUntold } from './untold.ts'
import { type Credential, credentialsOfQuery, reactivateCredential, suspendCredential } from './queries.ts'
import { useMay } from './use-may.ts'

export const Credentials = ({ person }: { person: Person }) => {
  const t = useTranslations('resident')
  const may = useMay('access.manage')
  const { data, isError } = useQuery(credentialsOfQuery(person.id))
  const [isAdding, setAdding] = useState(false)
  // Shown here and not in the row, which is drawn anew as soon as the list is.
  const [secret, setSecret] = useState<string | undefined>(undefined)
  const [withLost, setWithLost] = useState(false)
  const lost = data?.filter(({ status }) => status === 'lost') ?? []
  const shown = (data ?? []).filter(({ status }) => withLost || status !== 'lost')
  return (
    <Section title={t('credentials')} note={data === undefined ? undefined : String(shown.length)}>
      {isError ? <p className="fact">{t('credentialsHidden')}</p> : null}
      {data !== undefined && shown.length === 0 ? <p className="fact">{t('credentialsNone')}</p> : null}
      <ul className="carried">
        {shown.map((credential) => (
          <Carried key={credential.id} credential={credential} may={may} tell={setSecret} />
        ))}
      </ul>
      <div aria-live="polite">
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
          {lost.length === 0 ? null : (
            <Button kind="text" small onClick={() => setWithLost(!withLost)}>
              {t(withLost ? 'hideLost' : 'showLost', { count: lost.length })}
            </Button>
          )}
        </div>
      )}
    </Section>
  )
}

type Working = 'works' | 'suspended' | 'lost' | 'not_yet' | 'ended'

const workingOf = ({ status, validFrom, validUntil }: Credential, now: number): Working => {
  if (status !== 'active') return status
  if (Date.parse(validFrom) > now) return 'not_yet'
  return validUntil !== null && Date.parse(validUntil) <= now ? 'ended' : 'works'
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
  readonly may: boolean
  readonly tell: (secret: string | undefined) => void
}

const Carried = ({ credential, may, tell }: CarriedProps) => {
  const t = useTranslations('resident')
  const kinds = useTranslations('credentialKind')
  const problem = useProblemText()
  const queries = useQueryClient()
  const { when, date } = useMoments()
  const now = useNow(60_000)
  const [isReplacing, setReplacing] = useState(false)
  const working = workingOf(credential, now)
  const refresh = () => queries.invalidateQueries({ queryKey: ['people', credential.personId] })
  const block = useMutation({ mutationFn: () => suspendCredential(credential.id), onSuccess: refresh })
  const unblock = useMutation({ mutationFn: () => reactivateCredential(credential.id), onSuccess: refresh })
  const error = block.error ?? unblock.error
  const kind = kinds(credential.kind)
  const detail =
    working === 'lost' || working === 'suspended'
      ? t(`since_${working}`, { time: when(Date.parse(credential.statusSince), now) })
      : t('added', { date: date(Date.parse(credential.createdAt)) })
  return (
    <li>
      <div className="carried-line">
        <span>
          <b className="carried-kind">{kind}</b>
          <span className="note">{detail}</span>
        </span>
        <span className="carried-state">
          <State kind={MARKS[working]}>{t(`working.${working}`)}</State>
          <Untold credential={credential} />
        </span>
      </div>
      {!may || working === 'lost' || isReplacing ? null : (
        <div className="row">
          {credential.status === 'suspended' ? (
            <Button small busy={unblock.isPending} onClick={() => unblock.mutate()}>
              {t('unblock')}
              <span className="vh"> {kind}</span>
            </Button>
          ) : (
            <Button small busy={block.isPending} onClick={() => block.mutate()}>
              {t('blockOne')}
              <span className="vh"> {kind}</span>
            </Button>
          )}
          <Button small onClick={() => setReplacing(true)}>
            {t('lostAndReplace')}
            <span className="vh"> {kind}</span>
          </Button>
        </div>
      )}
      {error === null ? null : <Notice kind="att">{problem(error)}</Notice>}
      {isReplacing ? (
        <ReplaceCredential
          credential={credential}
          done={(made) => {
            setReplacing(false)
            tell(made)
          }}
          leave={() => setReplacing(false)}
        />
      ) : null}
    </li>
  )
}

const Untold = ({ credential }: { credential: Credential }) => {
  const t = useTranslations('resident')
  const { data: placements = [] } = useQuery(placementsQuery)
  const { data: entrances = [] } = useQuery(entrancesQuery)
  const count = countUntold(credential, placements, entrances)
  return count === 0 ? null : (
    <Link className="note" to="/doors" search={{ show: 'pending' }}>
      {t('untold', { count })}
    </Link>
  )
}
