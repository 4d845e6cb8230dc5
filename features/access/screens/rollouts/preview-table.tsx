/** How each chosen device stands to what is wanted, before anything is asked. */
import { Fold, State, type MarkKind } from '@loge/ui'
import { useTranslations } from 'use-intl'
import type { Preview } from './queries.ts'
import { knownReason, useRolloutWords } from './use-rollout-words.ts'

type Standing = Preview['devices'][number]['standing']

const ORDER: readonly Standing[] = ['ready', 'silent', 'in_force', 'refused']
const MARKS: Readonly<Record<Standing, MarkKind>> = {
  ready: 'wait',
  silent: 'off',
  in_force: 'ok',
  refused: 'no',
}

/** A longer list is folded, so that what is asked stays in sight. */
const SHOWN_OPEN = 25

export const PreviewTable = ({ preview, unit }: { preview: Preview; unit: string | null }) => {
  const t = useTranslations('rollouts')
  const { say } = useRolloutWords()
  const { devices } = preview
  const isFirmware = devices.some(({ version }) => version !== null)
  const count = (...of: readonly Standing[]) => devices.filter(({ standing }) => of.includes(standing)).length
  const sorted = devices.toSorted((one, other) => ORDER.indexOf(one.standing) - ORDER.indexOf(other.standing))
  const table = (
    <table className="tbl rollouts">
      <thead>
        <tr>
          <th scope="col">{t('device')}</th>
          <th scope="col">{t('state')}</th>
          <th scope="col">{t('has')}</th>
          {isFirmware ? <th scope="col">{t('gets')}</th> : null}
        </tr>
      </thead>
      <tbody>
        {sorted.map((device) => (
          <tr key={device.deviceId}>
            <th scope="row">{device.name}</th>
            <td>
              <State kind={MARKS[device.standing]}>{t(`standing.${device.standing}`)}</State>
              <Reason device={device} />
            </td>
            <td>{say(device.has, unit)}</td>
            {isFirmware ? <td>{device.standing === 'refused' ? '–' : say(device.version)}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
  return (
    <>
      <p className="fact" role="status">
        <b>{t('wouldAsk', { count: count('ready', 'silent') })}</b>
      </p>
      <p className="row rollout-counts">
        {ORDER.filter((standing) => count(standing) > 0 && count(standing) < devices.length).map(
          (standing) => (
            <State key={standing} kind={MARKS[standing]}>
              {count(standing)} {t(`standing.${standing}`)}
            </State>
          ),
        )}
      </p>
      {devices.length > SHOWN_OPEN ? <Fold summary={t('each')}>{table}</Fold> : table}
    </>
  )
}

/** What the state has said already is not said again. */
const Reason = ({ device: { standing, reason } }: { device: Preview['devices'][number] }) => {
  const t = useTranslations('rollouts')
  const known = standing === 'refused' ? knownReason(reason) : undefined
  return known === undefined ? null : <span className="note">{t(`reason.${known}`)}</span>
}
