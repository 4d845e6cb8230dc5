/** Which key does what, and the switch for those of a single letter. */
import { Button } from '@loge/ui'
import { Fragment, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { lettersAreOn, turnLetters } from './preferences.ts'
import { LINES } from './use-keys.ts'

const PLACES = [
  ['t', 'today'],
  ['d', 'doorsLong'],
  ['a', 'access'],
  ['e', 'events'],
  ['r', 'residents'],
  ['u', 'emergency'],
  ['s', 'settings'],
] as const

type Line = readonly [keys: ReactNode, what: string]

const GRID = '.main .mx'
const PANE = '.main .pane'

/** What the page below can be worked with: a list, a grid, a pane with one thing's detail. */
const useOwnLines = (): readonly Line[] => {
  const t = useTranslations('shortcuts')
  const [{ hasList, hasGrid, hasPane }] = useState(() => ({
    hasList: document.querySelector(LINES) !== null,
    hasGrid: document.querySelector(GRID) !== null,
    hasPane: document.querySelector(PANE) !== null,
  }))
  const or = ` ${t('or')} `
  const list: readonly Line[] = [
    [<Keys key="walk" all={['j k', '↓ ↑']} between={or} />, t('walk')],
    [<Keys key="ends" all={[t('home'), t('end')]} between={or} />, t('ends')],
    [<Keys key="open" all={[t('enter')]} between={or} />, t('open')],
  ]
  const grid: readonly Line[] = [[<Keys key="grid" all={['← ↑ ↓ →']} between={or} />, t('grid')]]
  const pane: readonly Line[] = [[<Keys key="pane" all={[t('esc')]} between={or} />, t('pane')]]
  return [...(hasList ? list : []), ...(hasGrid ? grid : []), ...(hasPane ? pane : [])]
}

export const KeysSheet = ({ close }: { close: () => void }) => {
  const t = useTranslations('shortcuts')
  const shell = useTranslations('shell')
  const dialog = useRef<HTMLDialogElement>(null)
  const [isOn, setOn] = useState(lettersAreOn)
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal()
  }, [])
  const or = ` ${t('or')} `
  const own = useOwnLines()
  const lines: readonly Line[] = [
    [<Keys key="find" all={['Ctrl K', '⌘ K', '/']} between={or} />, t('find')],
    [<Keys key="sheet" all={['?']} between={or} />, t('sheet')],
    ...PLACES.map(
      ([key, page]) =>
        [
          <Keys key={key} all={['g', key]} between={` ${t('after')} `} />,
          t('go', { page: shell(page) }),
        ] as const,
    ),
    [<Keys key="escape" all={[t('esc')]} between={or} />, t('escape')],
  ]
  return (
    <dialog ref={dialog} className="palette" aria-labelledby="keys-title" onClose={close}>
      <div className="keys-sheet">
        <h2 id="keys-title">{t('title')}</h2>
        {own.length === 0 ? null : (
          <>
            <h3>{t('here')}</h3>
            <Lines lines={own} />
            <h3>{t('everywhere')}</h3>
          </>
        )}
        <Lines lines={lines} />
        <label className="opt">
          <input
            type="checkbox"
            checked={isOn}
            onChange={(event) => {
              turnLetters(event.target.checked)
              setOn(event.target.checked)
            }}
          />
          <span>
            {t('single')}
            <span className="note">{t('singleHint')}</span>
          </span>
        </label>
        <Button onClick={() => dialog.current?.close()}>{t('close')}</Button>
      </div>
    </dialog>
  )
}

const Lines = ({ lines }: { lines: readonly Line[] }) => (
  <dl>
    {lines.map(([keys, what]) => (
      <Fragment key={what}>
        <dt>{keys}</dt>
        <dd>{what}</dd>
      </Fragment>
    ))}
  </dl>
)

const Keys = ({ all, between }: { all: readonly string[]; between: string }) =>
  all.map((keys, index) => (
    <Fragment key={keys}>
      {index === 0 ? null : <span className="soft">{between}</span>}
      <kbd>{keys}</kbd>
    </Fragment>
  ))
