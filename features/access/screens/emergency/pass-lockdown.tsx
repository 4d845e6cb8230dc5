/** Which groups open through a lockdown: asked once more with how many people that is, said once kept, and undone. */
import { Button, Notice, Section, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { gridQuery, siteQuery } from '../rights/queries.ts'
import { passLockdown, profilesQuery } from './queries.ts'

export const PassLockdown = () => {
  const { data: sites } = useQuery(siteQuery)
  return (sites?.data ?? []).map(({ id, name }) => (
    <PassLockdownAt key={id} siteId={id} name={(sites?.data.length ?? 0) > 1 ? name : undefined} />
  ))
}

interface Wanted {
  readonly id: string
  readonly group: string
  readonly passes: boolean
}

const PassLockdownAt = ({ siteId, name }: { siteId: string; name: string | undefined }) => {
  const t = useTranslations('emergency')
  const { data } = useQuery({ ...profilesQuery(siteId), throwOnError: false })
  const { data: grid } = useQuery({ ...gridQuery(siteId, undefined), throwOnError: false })
  const [asked, setAsked] = useState<Wanted>()
  const [kept, setKept] = useState<Wanted>()
  if (data === undefined || data.length === 0) return null
  const peopleIn = (id: string): number | undefined =>
    grid?.profiles.find((profile) => profile.id === id)?.people
  return (
    <Section title={name === undefined ? t('passTitle') : `${t('passTitle')}, ${name}`}>
      <div className="stack">
        <p className="soft">{t('passText')}</p>
        {data.map(({ id, name: group, passesLockdown }) => (
          <div key={id} className="stack">
            <label className="opt">
              <input
                type="checkbox"
                checked={asked?.id === id ? asked.passes : passesLockdown}
                onChange={({ target }) => {
                  setKept(undefined)
                  setAsked(
                    target.checked === passesLockdown ? undefined : { id, group, passes: target.checked },
                  )
                }}
              />
              <span>{group}</span>
            </label>
            {asked?.id === id ? (
              <Confirm
                wanted={asked}
                people={peopleIn(id)}
                onDone={(done) => {
                  setAsked(undefined)
                  setKept(done)
                }}
              />
            ) : null}
          </div>
        ))}
        {kept === undefined ? null : (
          <Kept key={`${kept.id} ${kept.passes}`} wanted={kept} onUndone={setKept} />
        )}
      </div>
    </Section>
  )
}

const usePass = (onSuccess: (wanted: Wanted) => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, passes }: Wanted) => passLockdown(id, passes),
    onSuccess: async (_, wanted) => {
      await queries.invalidateQueries({ queryKey: ['access-profiles'] })
      onSuccess(wanted)
    },
  })
}

interface ConfirmProps {
  readonly wanted: Wanted
  readonly people: number | undefined
  /** With what was kept, if anything. */
  readonly onDone: (kept?: Wanted) => void
}

const Confirm = ({ wanted, people, onDone }: ConfirmProps) => {
  const t = useTranslations('emergency')
  const problem = useProblemText()
  const pass = usePass(onDone)
  const { group, passes } = wanted
  return (
    <div className="stack boxed" role="group" aria-label={group}>
      <p className="fact" role="status">
        {t(passes ? 'passAsk' : 'passAskNoMore', { group })}{' '}
        {people === undefined ? null : t('passPeople', { count: people })}
      </p>
      <div className="row">
        <Button kind="main" busy={pass.isPending} onClick={() => pass.mutate(wanted)}>
          {t(passes ? 'passKeep' : 'passKeepNoMore')}
        </Button>
        <Button kind="text" onClick={() => onDone()}>
          {t('zoneCancel')}
        </Button>
      </div>
      {pass.error === null ? null : <Notice kind="att">{problem(pass.error)}</Notice>}
    </div>
  )
}

const Kept = ({ wanted, onUndone }: { wanted: Wanted; onUndone: (wanted: Wanted) => void }) => {
  const t = useTranslations('emergency')
  const problem = useProblemText()
  const pass = usePass(onUndone)
  const { group, passes } = wanted
  return (
    <Notice
      kind={pass.error === null ? 'ok' : 'att'}
      announce="polite"
      act={
        <Button small busy={pass.isPending} onClick={() => pass.mutate({ ...wanted, passes: !passes })}>
          {t('undo')}
        </Button>
      }
    >
      {pass.error === null ? t(passes ? 'passKept' : 'passKeptNoMore', { group }) : problem(pass.error)}
    </Notice>
  )
}
