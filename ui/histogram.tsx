/** Counts over time as bars, with the same figures in a table for whoever cannot see them. */
import { useId } from 'react'

export interface HistogramBar {
  readonly key: string
  /** Under the axis, at some bars only. */
  readonly tick?: string | undefined
  /** A tick that a narrow screen leaves out. */
  readonly minor?: boolean
  /** Read aloud and shown on hover. */
  readonly title: string
  readonly main: number
  readonly dark: number
  readonly alarm: number
  readonly chosen: boolean
}

interface HistogramProps {
  /** One sentence with the finding. */
  readonly label: string
  readonly columns: {
    readonly when: string
    readonly main: string
    readonly dark: string
    readonly alarm: string
  }
  readonly bars: readonly HistogramBar[]
  readonly tableTitle: string
}

const WIDTH = 690
const LEFT = 34
const FLOOR = 132
const HEIGHT = 115

/** A round figure at or above the highest bar, so that the axis reads at a glance. */
export const axisTop = (highest: number): number => {
  const steps = [4, 10, 20, 30, 40, 50, 60, 80, 100]
  let scale = 1
  while (highest > 100 * scale) scale *= 10
  return (steps.find((step) => step * scale >= highest) ?? 100) * scale
}

export const Histogram = ({ label, columns, bars, tableTitle }: HistogramProps) => {
  const id = useId()
  const top = axisTop(Math.max(...bars.map((bar) => bar.main + bar.dark), 1))
  const step = (WIDTH - LEFT - 4) / Math.max(bars.length, 1)
  const heightOf = (count: number) => (count / top) * HEIGHT
  return (
    <figure>
      <svg className="chart" viewBox={`0 0 ${WIDTH} 158`} role="img" aria-labelledby={id}>
        <title id={id}>{label}</title>
        {[0, top / 2, top].map((value) => (
          <g key={value}>
            <path className="grid" d={`M${LEFT} ${FLOOR - heightOf(value)}H${WIDTH - 4}`} />
            <text x={LEFT - 8} y={FLOOR - heightOf(value) + 4} textAnchor="end">
              {value}
            </text>
          </g>
        ))}
        {bars.map((bar, index) => (
          <Bar
            key={bar.key}
            bar={bar}
            x={LEFT + 4 + index * step}
            width={Math.max(step - 8, 2)}
            heightOf={heightOf}
          />
        ))}
        <path className="axis" d={`M${LEFT} ${FLOOR}H${WIDTH - 4}`} />
      </svg>
      <details className="fold note">
        <summary>{tableTitle}</summary>
        <table className="tbl">
          <thead>
            <tr>
              <th scope="col">{columns.when}</th>
              <th scope="col" className="num">
                {columns.main}
              </th>
              <th scope="col" className="num">
                {columns.dark}
              </th>
              <th scope="col" className="num">
                {columns.alarm}
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.key}>
                <th scope="row">{bar.title}</th>
                <td className="num">{bar.main}</td>
                <td className="num">{bar.dark}</td>
                <td className="num">{bar.alarm}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

interface BarProps {
  readonly bar: HistogramBar
  readonly x: number
  readonly width: number
  readonly heightOf: (count: number) => number
}

const Bar = ({ bar, x, width, heightOf }: BarProps) => {
  const main = heightOf(bar.main)
  const dark = heightOf(bar.dark)
  const middle = x + width / 2
  return (
    <g>
      <title>{bar.title}</title>
      <rect className={bar.chosen ? 'b1' : 'b2'} x={x} y={FLOOR - main} width={width} height={main} />
      {bar.dark > 0 ? (
        <rect className="bink" x={x} y={FLOOR - main - dark - 1.5} width={width} height={Math.max(dark, 2)} />
      ) : null}
      {bar.alarm > 0 ? (
        <path className="bbad" d={`M${middle} ${FLOOR - main - dark - 20}l8 14h-16z`} />
      ) : null}
      {bar.tick === undefined ? null : (
        <text x={middle} y={150} className={bar.minor ? 'minor' : undefined} textAnchor="middle">
          {bar.tick}
        </text>
      )}
    </g>
  )
}
