/** What fits, kind under kind. The field keeps the focus; what Enter would choose is kept in sight. */
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { type Choice, KINDS } from './choices.ts'

interface ListProps {
  readonly id: string
  readonly choices: readonly Choice[]
  readonly active: Choice | undefined
  readonly choose: (choice: Choice) => void
  readonly look: (at: number) => void
}

export const List = ({ id, choices, active, choose, look }: ListProps) => {
  const t = useTranslations('palette')
  const activeId = active === undefined ? undefined : `${id}-${active.kind}-${active.id}`
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])
  return (
    <div className="palette-list" id={id} role="listbox" aria-label={t('title')}>
      {KINDS.map((kind) => {
        const own = choices.filter((choice) => choice.kind === kind)
        return own.length === 0 ? null : (
          <div key={kind} role="group" aria-labelledby={`${id}-${kind}`}>
            <div className="palette-kind" id={`${id}-${kind}`} role="presentation">
              {t(`kind.${kind}`)}
            </div>
            {own.map((choice) => (
              <button
                type="button"
                key={choice.id}
                id={`${id}-${kind}-${choice.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={choice === active}
                className="palette-choice"
                onMouseMove={() => {
                  if (choice !== active) look(choices.indexOf(choice))
                }}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(choice)}
              >
                <span>{choice.label}</span>
                {choice.note === undefined || choice.note === '' ? null : (
                  <span className="note">{choice.note}</span>
                )}
              </button>
            ))}
          </div>
        )
      })}
    </div>
  )
}
