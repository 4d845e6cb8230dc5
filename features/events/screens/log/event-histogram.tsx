/** How much happened when: opened, refused, forced, per stretch of time. */
import { Histogram, type HistogramBar, Mark, type Moments, useMoments, useNow } from '@loge/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type Buckets, histogramQuery } from './queries.ts'
import type { EventSearch, Span } from './search.ts'

const MINUTE = 60_000

interface Figures {
  readonly at: number
  readonly main: number
  readonly dark: number
  readonly alarm: number
}

const figuresOf = (bucket: Buckets[number]): Figures => {
  const dark = bucket.counts['door.refused'] ?? 0
  const alarm = bucket.counts['door.forced'] ?? 0
  const all = Object.values(bucket.counts).reduce((sum, count) => sum + count, 0)
  return { at: Date.parse(bucket.at), main: all - dark - alarm, dark, alarm }
}

/** The server leaves out stretches in which nothing happened; the axis does not. */
const everyBar = (buckets: Buckets, span: Span, now: number): readonly Figures[] => {
  const known = new Map(buckets.map((bucket) => [Date.parse(bucket.at), figuresOf(bucket)]))
  const count = Math.min(Math.ceil(((span.until ?? now) - span.from) / span.bucketMs), 400)
  return Array.from({ length: count }, (_, index) => {
    const at = span.from + index * span.bucketMs
    return known.get(at) ?? { at, main: 0, dark: 0, alarm: 0 }
  })
}

interface Tick {
  readonly text: string
  readonly isMinor: boolean
}

/** About eight of them. Where hours are shown, the first of another day says the day; where they are not, days alone. */
const ticksOf = (
  figures: readonly Figures[],
  { shortDay, time }: Moments,
  bucketMs: number,
): ReadonlyMap<number, Tick> => {
  const isFirstOfDay = ({ at }: Figures) => shortDay(at) !== shortDay(at - bucketMs)
  const inDays = figures.filter(isFirstOfDay).length > 3
  const marked = inDays ? figures.filter(isFirstOfDay) : figures
  const every = Math.max(1, Math.round(marked.length / 8))
  const shown = marked.filter((_, index) => index % every === 0)
  return new Map(
    shown.map(({ at }, index): [number, Tick] => {
      const before = shown[index - 1]?.at
      const isNewDay = before !== undefined && shortDay(before) !== shortDay(at)
      return [
        at,
        {
          text: inDays || isNewDay ? shortDay(at) : time(at),
          isMinor: (inDays || !isNewDay) && index % 2 === 1,
        },
      ]
    }),
  )
}

export const EventHistogram = ({ search, span }: { search: EventSearch; span: Span }) => {
  const t = useTranslations('events')
  const moments = useMoments()
  const now = useNow(MINUTE)
  const { data } = useQuery({ ...histogramQuery(search, span, now), placeholderData: keepPreviousData })
  if (data === undefined) return <div className="chart-room" />
  const figures = everyBar(data.buckets, span, now)
  const daily = span.bucketMs >= 24 * 60 * MINUTE
  const say = (at: number) => (daily ? moments.shortDay(at) : moments.when(at, now))
  const ticks = ticksOf(figures, moments, span.bucketMs)
  const bars: readonly HistogramBar[] = figures.map((figure, index) => ({
    ...figure,
    key: String(figure.at),
    title: say(figure.at),
    tick: ticks.get(figure.at)?.text,
    minor: ticks.get(figure.at)?.isMinor === true,
    chosen: index === figures.length - 1 && span.until === undefined,
  }))
  const sum = (part: (figure: Figures) => number) =>
    figures.reduce((total, figure) => total + part(figure), 0)
  const total = (figure: Figures) => figure.main + figure.dark + figure.alarm
  const most = figures.reduce(
    (best, figure) => (total(figure) > total(best) ? figure : best),
    figures[0] ?? NONE,
  )
  const minutes = span.bucketMs / MINUTE
  const per = daily
    ? t('span.day')
    : minutes === 60
      ? t('span.hour')
      : minutes > 60
        ? t('span.hours', { count: minutes / 60 })
        : t('span.minutes', { count: minutes })
  return (
    <>
      <div className="hk">
        <b>{t('perBar', { span: per })}</b>
        <span>
          <i className="sq sq-main" />
          {t('legend.main')}
        </span>
        {span.until === undefined ? (
          <span>
            <i className="sq sq-now" />
            {t('legend.now')}
          </span>
        ) : null}
        <span>
          <i className="sq sq-dark" />
          {t('legend.dark')}
        </span>
        <span>
          <Mark kind="bad" />
          {t('legend.alarm')}
        </span>
      </div>
      <Histogram
        bars={bars}
        tableTitle={t('chartTable')}
        columns={{
          when: t('chartWhen'),
          main: t('legend.main'),
          dark: t('legend.dark'),
          alarm: t('legend.alarm'),
        }}
        label={t('chart', {
          count: sum(total),
          from: say(most.at),
          until: say(most.at + span.bucketMs),
          most: total(most),
          refused: sum((figure) => figure.dark),
          forced: sum((figure) => figure.alarm),
        })}
      />
    </>
  )
}

const NONE: Figures = { at: 0, main: 0, dark: 0, alarm: 0 }
