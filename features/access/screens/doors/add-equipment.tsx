/** How equipment joins: it announces itself, is adopted here, and then somebody is let in. Folded until asked for. */
import { Button, Icon } from '@loge/ui'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'

const STEPS = ['connect', 'adopt', 'badge'] as const

export const AddEquipment = ({ isFirst }: { isFirst: boolean }) => {
  const t = useTranslations('addEquipment')
  const id = useId()
  const [isOpen, setOpen] = useState(isFirst)
  return (
    <>
      <div className="acts">
        <Button
          {...(isFirst ? { kind: 'main' as const } : {})}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="plus" /> {t('button')}
        </Button>
      </div>
      <div id={id} className="steps" hidden={!isOpen}>
        <ol>
          {STEPS.map((step) => (
            <li key={step}>
              <b>{t(`${step}.title`)}</b> {t(`${step}.text`)}
            </li>
          ))}
        </ol>
        <p className="note">
          {t('guide')} <a href="/api/docs">{t('reference')}</a>
        </p>
      </div>
    </>
  )
}
