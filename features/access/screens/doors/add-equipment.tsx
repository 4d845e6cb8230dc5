/** How equipment joins: it announces itself, is adopted here, and then somebody is let in. Folded until asked for. */
import { Button, Icon } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useId, useState } from 'react'
import { useTranslations } from 'use-intl'

const STEPS = ['connect', 'adopt', 'badge'] as const

interface AddEquipmentProps {
  readonly isFirst: boolean
  /** What else is done from here, beside it. */
  readonly children: ReactNode
}

export const AddEquipment = ({ isFirst, children }: AddEquipmentProps) => {
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
        {children}
      </div>
      <div id={id} className="steps" hidden={!isOpen}>
        <ol>
          {STEPS.map((step) => (
            <li key={step}>
              <b>{t(`${step}.title`)}</b>{' '}
              {t.rich(`${step}.text`, {
                people: (text) => (
                  <Link to="/residents" search={{}}>
                    {text}
                  </Link>
                ),
                access: (text) => (
                  <Link to="/access" search={{}}>
                    {text}
                  </Link>
                ),
              })}
            </li>
          ))}
        </ol>
      </div>
    </>
  )
}
