/** The hours of one day as bars: drawn, moved and stretched by pointer or thumb, or by the arrow keys. */
import {
  DRAWN_MINUTES,
  drawWindow,
  endOf,
  moveWindow,
  snap,
  tidyWindows,
  type Window,
  type WindowGrip,
  writeHours,
} from '@loge/features/schedules/core'
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { useTranslations } from 'use-intl'

const DAY = 1_440
/** As near an end as a fingertip: it takes hold of that end. */
const GRIP_PX = 12

interface DayTrackProps {
  readonly label: string
  readonly windows: readonly Window[]
  /** What goes on from the evening before: shown, changed there. */
  readonly tails: readonly Window[]
  readonly nowAt?: number | undefined
  readonly onChange: ((windows: readonly Window[]) => void) | undefined
}

interface Stroke {
  readonly from: number
  readonly windows: readonly Window[]
  readonly taken: { readonly index: number; readonly grip: WindowGrip } | undefined
  latest: readonly Window[]
}

const share = (minutes: number): string => `${(minutes / DAY) * 100}%`

const replaced = (windows: readonly Window[], index: number, by: Window): readonly Window[] =>
  windows.map((own, position) => (position === index ? by : own))

const useStroke = ({ windows, onChange }: Pick<DayTrackProps, 'windows' | 'onChange'>) => {
  const track = useRef<HTMLDivElement>(null)
  const stroke = useRef<Stroke | undefined>(undefined)
  const minuteAt = ({ clientX }: PointerEvent): number => {
    const box = track.current?.getBoundingClientRect()
    return box === undefined || box.width === 0 ? 0 : ((clientX - box.left) / box.width) * DAY
  }
  const begin = (event: PointerEvent, index?: number) => {
    if (onChange === undefined || event.button !== 0) return
    event.stopPropagation()
    track.current?.setPointerCapture(event.pointerId)
    const box = index === undefined ? undefined : event.currentTarget.getBoundingClientRect()
    const grip = (): WindowGrip => {
      if (box === undefined) return 'whole'
      if (event.clientX - box.left < GRIP_PX) return 'from'
      return box.right - event.clientX < GRIP_PX ? 'until' : 'whole'
    }
    const taken = index === undefined ? undefined : { index, grip: grip() }
    stroke.current = { from: minuteAt(event), windows, taken, latest: windows }
  }
  const draw = (event: PointerEvent) => {
    const now = stroke.current
    if (now === undefined) return
    const { taken } = now
    const by = snap(minuteAt(event) - now.from)
    const own = taken === undefined ? undefined : now.windows[taken.index]
    if (taken !== undefined && own !== undefined)
      now.latest = replaced(now.windows, taken.index, moveWindow(own, taken.grip, by))
    else if (by !== 0) now.latest = [...now.windows, drawWindow(snap(now.from), snap(now.from) + by)]
    onChange?.(now.latest)
  }
  const end = () => {
    if (stroke.current !== undefined) onChange?.(tidyWindows(stroke.current.latest))
    stroke.current = undefined
  }
  return { track, begin, draw, end }
}

export const DayTrack = ({ label, windows, tails, nowAt, onChange }: DayTrackProps) => {
  const t = useTranslations('rights')
  const { track, begin, draw, end } = useStroke({ windows, onChange })
  const press = (event: KeyboardEvent, index: number, window: Window) => {
    const by = { ArrowLeft: -DRAWN_MINUTES, ArrowRight: DRAWN_MINUTES }[event.key]
    const isGone = event.key === 'Delete' || event.key === 'Backspace'
    if (by === undefined && !isGone) return
    event.preventDefault()
    if (isGone) onChange?.(windows.filter((_own, position) => position !== index))
    else onChange?.(replaced(windows, index, moveWindow(window, event.shiftKey ? 'until' : 'whole', by ?? 0)))
  }
  return (
    <div
      className={onChange === undefined ? 'tr tr-read' : 'tr'}
      ref={track}
      onPointerDown={begin}
      onPointerMove={draw}
      onPointerUp={end}
      onPointerCancel={end}
    >
      {tails.map((tail) => (
        <i
          key={`${tail.from}-${tail.until}`}
          className="tail"
          style={{ left: 0, width: share(endOf(tail) - DAY) }}
        />
      ))}
      {windows.map((window, index) => {
        const style = { left: share(window.from), width: share(Math.min(DAY, endOf(window)) - window.from) }
        return onChange === undefined ? (
          <i key={index} className="bar" style={style} />
        ) : (
          <button
            key={index}
            type="button"
            className="bar"
            style={style}
            aria-label={t('bar', { day: label, hours: writeHours([window]) })}
            onPointerDown={(event) => begin(event, index)}
            onKeyDown={(event) => press(event, index, window)}
          />
        )
      })}
      {nowAt === undefined ? null : (
        <i className="nowl" style={{ left: share(nowAt) }}>
          <span>{t('nowMark')}</span>
        </i>
      )}
    </div>
  )
}
