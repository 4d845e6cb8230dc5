/** What can be done with the pieces chosen in the list. */
import { Button, buttonClass } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { Piece } from '../residence/pieces.ts'
import { devicesIn } from './search.ts'

/** The equipment of an entrance is chosen with it. */
const devicesOf = (pieces: readonly Piece[]): string =>
  devicesIn(
    new Set(
      pieces
        .flatMap((piece) => (piece.kind === 'entrance' ? piece.devices : [piece.device]))
        .filter(({ state }) => state === 'adopted')
        .map(({ id }) => id),
    ),
  )

export const ChoiceBar = ({ pieces, onClear }: { pieces: readonly Piece[]; onClear: () => void }) => {
  const t = useTranslations('rollouts')
  if (pieces.length === 0) return null
  const devices = devicesOf(pieces)
  return (
    <div className="choice-bar" role="region" aria-label={t('picked', { count: pieces.length })}>
      <b role="status">{t('picked', { count: pieces.length })}</b>
      {devices === '' ? null : (
        <>
          <Link
            className={buttonClass('main', true)}
            to="/doors/changes/new"
            search={{ wants: 'setting', devices }}
          >
            {t('pickSetting')}
          </Link>
          <Link
            className={buttonClass('plain', true)}
            to="/doors/changes/new"
            search={{ wants: 'firmware', devices }}
          >
            {t('pickFirmware')}
          </Link>
        </>
      )}
      <Link
        className={buttonClass('plain', true)}
        to="/doors/labels"
        search={{ only: devicesIn(pieces.map(({ id }) => id)) }}
      >
        {t('pickLabels')}
      </Link>
      <Button small kind="text" onClick={onClear}>
        {t('pickNone')}
      </Button>
    </div>
  )
}
