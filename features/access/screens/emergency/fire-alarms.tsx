/** Each detector that reports danger now, above everything else: which one, what, and the doors that stand unlocked for it. */
import { buttonClass, Notice, useMoments, useNow } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { DevicePiece } from '../residence/pieces.ts'
import { useResidence } from '../residence/use-residence.ts'

export const FireAlarms = () => {
  const residence = useResidence({ throws: false })
  const t = useTranslations('emergency.fire')
  const doors = useTranslations('doors')
  const { when } = useMoments()
  const now = useNow(60_000)
  if (residence === undefined) return null
  const unlockedBy = ({ id }: DevicePiece): readonly string[] =>
    residence.entrances
      .filter(
        ({ danger, fireInputs }) => danger !== undefined && fireInputs.some((device) => device.id === id),
      )
      .map(({ name }) => name)
  return residence.needs.map(({ id, code, piece, since }) => {
    if (code !== 'danger' || piece?.kind !== 'device') return null
    const names = unlockedBy(piece)
    const { danger } = piece.device.health
    return (
      <div className="above" key={id}>
        <Notice
          kind="bad"
          announce="urgent"
          act={
            <Link className={buttonClass('plain', true)} to="/doors" search={{ device: piece.id }}>
              {t('see')}
            </Link>
          }
        >
          <b>{t('alarm', { name: piece.name, count: names.length })}</b>{' '}
          {danger === null ? null : t('says', { what: doors(`danger.${danger}`) })}{' '}
          {since === null ? null : t('sinceWhen', { time: when(since, now) })}{' '}
          {names.length === 0 ? null : t('unlocked', { doors: names.join(', ') })}
        </Notice>
      </div>
    )
  })
}
