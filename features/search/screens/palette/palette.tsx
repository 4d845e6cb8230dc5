/** The palette: one field, and below it whatever fits, to be walked with two keys and chosen with a third. */
import { Button, Icon, Notice, useProblemText } from '@loge/ui'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Act, type Choice, offered, remember } from './choices.ts'
import { List } from './list.tsx'
import { useChoices } from './use-choices.ts'
import { useFound } from './use-found.ts'
import './palette.css'

interface PaletteProps {
  /** Whose choices are remembered, for as long as this page is open. */
  readonly who: string
  readonly acts: readonly Act[]
  readonly may: (permission: string) => boolean
  readonly close: () => void
}

/** In memory alone: what somebody looked for is nobody else's business, and a fresh page knows nothing of it. */
let lately: { readonly who: string; readonly choices: readonly Choice[] } = { who: '', choices: [] }

export const Palette = ({ who, acts, may, close }: PaletteProps) => {
  const t = useTranslations('palette')
  const problem = useProblemText()
  const dialog = useRef<HTMLDialogElement>(null)
  const list = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const { found, isLooking, error } = useFound(typed)
  const choicesOf = useChoices(may)
  const chosen = useRef<Choice>(undefined)
  useEffect(() => {
    const box = dialog.current
    if (box === null) return undefined
    if (!box.open) box.showModal()
    // Beside it: what is behind cannot be reached, so a press there is a wish to go back.
    const leave = (event: MouseEvent) => {
      if (event.target === box) box.close()
    }
    box.addEventListener('click', leave)
    return () => box.removeEventListener('click', leave)
  }, [])

  const recent = lately.who === who ? lately.choices : []
  const answers = found === undefined ? [] : choicesOf(found)
  const choices = offered(typed, { recent, found: answers, isOld: isLooking, acts })
  const active = choices[Math.min(at, choices.length - 1)]
  const choose = (choice: Choice) => {
    lately = { who, choices: remember(recent, choice) }
    chosen.current = choice
    dialog.current?.close()
  }
  const walk = (event: KeyboardEvent) => {
    // A letter that is still being composed is not chosen by Enter.
    if (event.nativeEvent.isComposing) return
    const last = choices.length - 1
    const here = Math.min(at, last)
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: here === last ? 0 : here + 1,
      ArrowUp: here <= 0 ? last : here - 1,
      PageDown: Math.min(here + 8, last),
      PageUp: Math.max(here - 8, 0),
    }
    const next = steps[event.key]
    if (next !== undefined) {
      event.preventDefault()
      setAt(Math.max(next, 0))
    } else if (event.key === 'Enter' && active !== undefined) {
      event.preventDefault()
      choose(active)
    }
  }
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={t('title')}
      onClose={() => {
        close()
        // Afterwards, because it may bring something that floats itself.
        chosen.current?.choose()
      }}
    >
      <div className="palette-ask">
        <Icon name="magnifying-glass" />
        <input
          role="combobox"
          type="text"
          aria-label={t('ask')}
          aria-expanded={choices.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : `${list}-${active.kind}-${active.id}`}
          aria-busy={isLooking}
          placeholder={t('ask')}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={100}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={walk}
        />
        <Button kind="text" onClick={() => dialog.current?.close()}>
          {t('close')}
        </Button>
      </div>
      <p className="vh" role="status">
        {typed.trim() === '' || isLooking ? '' : t('found', { count: choices.length })}
      </p>
      {error === null ? null : <Notice kind="att">{problem(error)}</Notice>}
      <List id={list} choices={choices} active={active} choose={choose} look={setAt} />
      {choices.length > 0 || error !== null ? null : (
        <div className="palette-none">
          {isLooking ? (
            <p className="soft">{t('looking')}</p>
          ) : (
            <>
              <p>
                <b>{t('noneTitle', { typed: typed.trim() })}</b>
              </p>
              <p className="soft">{t('noneText')}</p>
            </>
          )}
        </div>
      )}
      <p className="palette-hint note" aria-hidden="true">
        {t.rich('hint', { keys: (keys) => <kbd>{keys}</kbd> })}
      </p>
    </dialog>
  )
}
