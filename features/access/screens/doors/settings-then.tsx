/** What an entrance or a device was set to at another moment: the same question, asked of the past. */
import { Fold, Loading, Notice, State, useMoments, useProblemText } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { configThenQuery, entranceThenQuery } from '../residence/asked-in-panes.ts'
import { type AskedAt, AtField } from './at-field.tsx'
import { usePartName } from './use-part-name.ts'

const Then = ({ children }: { readonly children: (at: string) => ReactNode }) => {
  const t = useTranslations('doors')
  const { day, time } = useMoments()
  const [at, setAt] = useState<AskedAt>(undefined)
  return (
    <Fold summary={t('asItWas.title')}>
      <AtField label={t('asItWas.at')} onChange={setAt} />
      {at === undefined || at === null ? null : (
        <>
          <p className="note">
            {t('answerAt', {
              day: day(Date.parse(at)),
              time: time(Date.parse(at)),
              year: String(new Date(at).getUTCFullYear()),
            })}
          </p>
          {children(at)}
        </>
      )}
    </Fold>
  )
}

interface TableProps {
  readonly label: string
  readonly rows: readonly (readonly [name: string, value: string, extra?: ReactNode])[]
}

const Table = ({ label, rows }: TableProps) => (
  <table className="tbl cmp" aria-label={label}>
    <tbody>
      {rows.map(([name, value, extra]) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td>{value}</td>
          {extra === undefined ? null : <td>{extra}</td>}
        </tr>
      ))}
    </tbody>
  </table>
)

export const DeviceThen = ({ id }: { readonly id: string }) => (
  <Then>{(at) => <DeviceSettings id={id} at={at} />}</Then>
)

interface AtProps {
  readonly id: string
  readonly at: string
}

const DeviceSettings = ({ id, at }: AtProps) => {
  const t = useTranslations('doors')
  const problem = useProblemText()
  const nameOf = usePartName()
  const { data, error } = useQuery({ ...configThenQuery(id, at), throwOnError: false })
  if (error !== null) return <Notice kind="att">{problem(error)}</Notice>
  if (data === undefined) return <Loading label={t('asItWas.title')} lines={3} />
  const asked = data.settings.filter(({ desired }) => desired !== null)
  if (asked.length === 0) return <p className="note">{t('asItWas.nothing')}</p>
  return (
    <Table
      label={t('asItWas.title')}
      rows={asked.map(({ name, desired, drift }) => [
        nameOf(name),
        String(desired?.value),
        <State key="state" kind={drift === 'in_force' ? 'ok' : 'wait'}>
          {t(drift === 'in_force' ? 'asItWas.inForce' : 'asItWas.waiting')}
        </State>,
      ])}
    />
  )
}

interface EntranceThenProps {
  readonly id: string
  readonly nameOf: (deviceId: string) => string | undefined
}

export const EntranceThen = ({ id, nameOf }: EntranceThenProps) => (
  <Then>{(at) => <EntranceSettings id={id} at={at} nameOf={nameOf} />}</Then>
)

const EntranceSettings = ({ id, at, nameOf }: AtProps & Pick<EntranceThenProps, 'nameOf'>) => {
  const t = useTranslations('doors')
  const kinds = useTranslations('credentialKind')
  const problem = useProblemText()
  const { data, error } = useQuery({ ...entranceThenQuery(id, at), throwOnError: false })
  if (error !== null)
    return (
      <Notice kind="att">
        {'status' in error && error.status === 404 ? t('asItWas.none') : problem(error)}
      </Notice>
    )
  if (data === undefined) return <Loading label={t('asItWas.title')} lines={5} />
  return (
    <Table
      label={t('asItWas.title')}
      rows={[
        [t('asItWas.name'), data.name],
        [t('asItWas.lockdown'), t(data.lockedDown ? 'yes' : 'no')],
        [t('entranceSetting.unlock'), t('seconds', { count: (data.unlockMs ?? 0) / 1000 })],
        [t('entranceSetting.held'), t('seconds', { count: (data.heldOpenMs ?? 0) / 1000 })],
        [t('entranceSetting.accepts'), (data.accepts ?? []).map((kind) => kinds(kind)).join(', ')],
        [t('entranceSetting.fail'), t(`failMode.${data.failMode ?? 'secure'}`)],
        ...(data.parts ?? []).map(
          ({ role, deviceId, componentKey }) =>
            [t(`role.${role}`), nameOf(deviceId) ?? componentKey] as const,
        ),
      ]}
    />
  )
}
