/** Each device of a change: what somebody looks at first comes first. */
import { State } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { RolloutDetail, RolloutItem } from './queries.ts'
import { ITEM_MARKS, ITEM_ORDER, knownReason, useRolloutWords } from './use-rollout-words.ts'

export const RolloutItems = ({ rollout }: { rollout: RolloutDetail }) => {
  const t = useTranslations('rollouts')
  const { say } = useRolloutWords()
  const unit = rollout.setting?.unit ?? null
  const items = rollout.items.toSorted(
    (one, other) => ITEM_ORDER.indexOf(one.state) - ITEM_ORDER.indexOf(other.state),
  )
  return (
    <table className="tbl rollouts">
      <thead>
        <tr>
          <th scope="col">{t('device')}</th>
          <th scope="col">{t('state')}</th>
          <th scope="col">{t('wanted')}</th>
          <th scope="col">{t('before')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.deviceId}>
            <th scope="row">
              <Link to="/doors" search={{ device: item.deviceId }}>
                {item.name}
              </Link>
            </th>
            <td>
              <ItemState item={item} isFirmware={rollout.wants === 'firmware'} />
            </td>
            <td>{say(item.wanted, unit)}</td>
            <td>{say(item.before, unit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const ItemState = ({ item, isFirmware }: { item: RolloutItem; isFirmware: boolean }) => {
  const t = useTranslations('rollouts')
  const reason = knownReason(item.reason)
  const word =
    item.state === 'asked' && isFirmware && item.percent !== null
      ? t('percent', { percent: item.percent })
      : t(`item.${item.state}`)
  return (
    <>
      <State kind={ITEM_MARKS[item.state]}>{word}</State>
      {reason === undefined ? null : <span className="note">{t(`reason.${reason}`)}</span>}
    </>
  )
}
