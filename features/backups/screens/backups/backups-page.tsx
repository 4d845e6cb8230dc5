/** How the backups stand, one made now, where copies lie, and the last restore drill. */
import {
  Button,
  type Column,
  List,
  Loading,
  Notice,
  Section,
  State,
  useMoments,
  useNow,
  useProblemText,
  useTitle,
} from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type BackupState, backupsQuery, runBackup, writeDrill } from './queries.ts'
import { RestoreGuide } from './restore-guide.tsx'
import { useSize } from './use-size.ts'
import './backups.css'

const LOOK_AGAIN_MS = 1000
const isRunning = (state: BackupState | undefined): boolean => state !== undefined && state.running !== null

export const BackupsPage = () => {
  const t = useTranslations('backups')
  useTitle(t('title'))
  const { data } = useQuery({
    ...backupsQuery,
    refetchInterval: ({ state }) => (isRunning(state.data) ? LOOK_AGAIN_MS : false),
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
      <div className="stack backups">
        {data === undefined ? (
          <Loading label={t('title')} lines={6} />
        ) : (
          <>
            <Last state={data} />
            <Place place={data.place} />
            <RestoreGuide place={data.place} />
            <Drill drilled={data.drilled} />
          </>
        )}
      </div>
    </div>
  )
}

const useKept = <Input,>(act: (input: Input) => Promise<BackupState>) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: (state) => queries.setQueryData(backupsQuery.queryKey, state),
  })
}

/** Who did it: somebody of us, or the installation by itself. */
const useActor = () => {
  const t = useTranslations('backups')
  return ({ kind }: { readonly kind: string }) =>
    kind === 'account' ? t('byPerson') : kind === 'apiKey' ? t('byProgram') : t('byItself')
}

const Last = ({ state }: { readonly state: BackupState }) => {
  const t = useTranslations('backups')
  const problem = useProblemText()
  const { when } = useMoments()
  const now = useNow(60_000)
  const size = useSize()
  const actor = useActor()
  const run = useKept<void>(runBackup)
  const { made, failed, running, place } = state
  const isBroken = failed !== null && (made === null || failed.at > made.at)
  return (
    <Section title={t('last')}>
      <div className="stack">
        {run.error === null ? null : (
          <Notice kind="att" announce="urgent">
            {problem(run.error)}
          </Notice>
        )}
        {isBroken ? (
          <Notice kind="bad">
            {t('failed', { time: when(Date.parse(failed.at), now) })} {t('failedCode', { code: failed.code })}
          </Notice>
        ) : null}
        {made === null ? (
          <p>
            <State kind="att">{t('never')}</State>
          </p>
        ) : (
          <p>
            <State kind={made.verified ? 'ok' : 'att'}>{t(made.verified ? 'verified' : 'unverified')}</State>{' '}
            {t('made', { time: when(Date.parse(made.at), now), size: size(made.bytes), by: actor(made.by) })}
          </p>
        )}
        {running === null ? null : <Progress running={running} />}
        {place === null ? null : (
          <div className="row">
            <Button kind="main" busy={run.isPending || running !== null} onClick={() => run.mutate()}>
              {t(running === null ? 'run' : 'isRunning')}
            </Button>
          </div>
        )}
      </div>
    </Section>
  )
}

const Progress = ({ running }: { readonly running: NonNullable<BackupState['running']> }) => {
  const t = useTranslations('backups')
  const { done, total } = running
  return (
    <div role="status">
      <progress aria-label={t('isRunning')} max={Math.max(total, 1)} value={done} />
      <p className="note">
        {total > 0 && done === total
          ? t('readingBack')
          : t('progress', { done: String(done), total: String(total) })}
      </p>
    </div>
  )
}

type Copy = NonNullable<BackupState['place']>['copies'][number]

const nameOfCopy = ({ name }: Copy): string => name

const useCopyColumns = (): readonly Column<Copy>[] => {
  const t = useTranslations('backups')
  const { when } = useMoments()
  const now = useNow(60_000)
  const size = useSize()
  return [
    { key: 'name', head: t('copy.name'), as: 'name', sort: nameOfCopy, cell: nameOfCopy },
    {
      key: 'made',
      head: t('copy.made'),
      sort: ({ madeAt }) => Date.parse(madeAt),
      cell: ({ madeAt }) => <time dateTime={madeAt}>{when(Date.parse(madeAt), now)}</time>,
    },
    {
      key: 'size',
      head: t('copy.size'),
      as: 'figure',
      sort: ({ bytes }) => bytes,
      cell: ({ bytes }) => size(bytes),
    },
  ]
}

const Place = ({ place }: Pick<BackupState, 'place'>) => {
  const t = useTranslations('backups')
  const copies = useCopyColumns()
  if (place === null) return <NoPlace />
  return (
    <Section title={t('copies')} note={t('count', { count: place.copies.length })}>
      <p>
        <code>{place.folder}</code>
      </p>
      <p className="note">
        {t('daily', { hour: String(place.hour), keep: String(place.keep) })}{' '}
        {t(place.sealed ? 'sealed' : 'beside')}
      </p>
      <List
        label={t('copies')}
        rows={place.copies}
        columns={copies}
        idOf={nameOfCopy}
        empty={<p className="soft">{t('none')}</p>}
      />
    </Section>
  )
}

/** A copy holds everything, so it leaves by the machine and not by a browser: what to type there, now and for every day. */
const NoPlace = () => {
  const t = useTranslations('backups')
  return (
    <Section title={t('copies')}>
      <div className="stack">
        <Notice kind="att">{t('noPlace')}</Notice>
        <p>{t('noPlaceNow')}</p>
        <code className="copyable">npx loge backup --to /srv/backup/loge.tar --keys-beside</code>
        <p>{t('noPlaceDaily')}</p>
        <code className="copyable">LOGE_BACKUP_DIR=/srv/backup</code>
        <p className="note">{t('noPlaceWhy')}</p>
      </div>
    </Section>
  )
}

const Drill = ({ drilled }: Pick<BackupState, 'drilled'>) => {
  const t = useTranslations('backups')
  const problem = useProblemText()
  const { date } = useMoments()
  const write = useKept(writeDrill)
  return (
    <Section title={t('drill')}>
      <div className="stack">
        {write.error === null ? null : (
          <Notice kind="att" announce="urgent">
            {problem(write.error)}
          </Notice>
        )}
        <p>
          {drilled === null ? (
            <State kind="att">{t('noDrill')}</State>
          ) : (
            <State kind={drilled.whole ? 'ok' : 'bad'}>
              {t(drilled.whole ? 'drilledWhole' : 'drilledNotWhole', {
                day: date(Date.parse(drilled.at)),
              })}
            </State>
          )}
        </p>
        <p className="soft">{t('how')}</p>
        <div className="row">
          <Button busy={write.isPending} onClick={() => write.mutate(true)}>
            {t('wasWhole')}
          </Button>
          <Button kind="text" onClick={() => write.mutate(false)}>
            {t('wasNotWhole')}
          </Button>
        </div>
      </div>
    </Section>
  )
}
