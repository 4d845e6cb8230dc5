/** The box that opens the palette, and the keys that work on every page. What they open comes when it is first asked for. */
import { Icon } from '@loge/ui'
import { lazyRouteComponent } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { loadCommands } from './pages.ts'
import { type Floating, useKeys } from './use-keys.ts'

const Commands = lazyRouteComponent(loadCommands, 'Commands')

export const Finder = () => {
  const t = useTranslations('shell')
  const [floating, float] = useState<Floating | undefined>(undefined)
  useKeys(float)
  return (
    <>
      <button
        type="button"
        className="find"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K /"
        onPointerEnter={() => void Commands.preload?.()}
        onClick={() => float('palette')}
      >
        <Icon name="magnifying-glass" />
        <span className="long">{t('find')}</span>
        <span className="short">{t('findShort')}</span>
        <kbd aria-hidden="true">{/mac|iphone|ipad/i.test(navigator.userAgent) ? 'Cmd' : 'Ctrl'} K</kbd>
      </button>
      {floating === undefined ? null : (
        <Suspense>
          <Commands is={floating} float={float} />
        </Suspense>
      )}
    </>
  )
}
