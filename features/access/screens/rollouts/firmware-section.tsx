/** What a device runs, and the way to something newer. */
import { buttonClass, PaneSection, State } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { Device } from '../residence/queries.ts'
import { useMayChange } from './use-may-change.ts'

export const FirmwareSection = ({ device }: { device: Device }) => {
  const t = useTranslations('rollouts')
  const may = useMayChange()
  const { firmware } = device
  if (firmware === null || firmware.installed === null) return null
  const { installed, latest, inProgress, percent, canInstall } = firmware
  const isNewer = latest !== null && latest !== installed
  return (
    <PaneSection title={t('firmwareTitle')}>
      <div className="stack">
        <p className="fact">
          {t('runs', { version: installed })}{' '}
          {inProgress ? null : isNewer ? t('running', { version: latest }) : t('newest')}
        </p>
        {inProgress ? (
          <p className="fact">
            <State kind="wait">{percent === null ? t('installing') : t('percent', { percent })}</State>
          </p>
        ) : null}
        {isNewer && !inProgress && canInstall && may && device.state === 'adopted' ? (
          <div>
            <Link
              className={buttonClass('plain', true)}
              to="/doors/changes/new"
              search={{ wants: 'firmware', devices: device.id }}
            >
              {t('install')}
            </Link>
          </div>
        ) : null}
      </div>
    </PaneSection>
  )
}
