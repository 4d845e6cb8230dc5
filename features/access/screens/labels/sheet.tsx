/** One sheet of labels. */
import type { CSSProperties } from 'react'
import { drawCode } from './draw-code.ts'
import { A4, COLUMN_GAP, type Paper } from './papers.ts'

export interface Label {
  readonly id: string
  /** The page of the piece. */
  readonly address: string
  readonly name: string
  readonly what: string | undefined
  readonly where: string | undefined
  readonly site: string | undefined
}

interface SheetProps {
  readonly label: string
  readonly paper: Paper
  readonly cells: readonly (Label | undefined)[]
}

export const Sheet = ({ label, paper, cells }: SheetProps) => {
  const style: CSSProperties & { readonly '--label-height': string } = {
    gridTemplateColumns: `repeat(${paper.columns}, ${paper.width}mm)`,
    gridTemplateRows: `repeat(${paper.rows}, ${paper.height}mm)`,
    columnGap: `${COLUMN_GAP}mm`,
    paddingTop: `${(A4.height - paper.rows * paper.height) / 2}mm`,
    '--label-height': `${paper.height}mm`,
  }
  return (
    <section className="label-sheet" aria-label={label} style={style}>
      {cells.map((cell, place) =>
        cell === undefined ? <span key={place} /> : <OneLabel key={cell.id} label={cell} />,
      )}
    </section>
  )
}

const OneLabel = ({ label }: { label: Label }) => {
  const { size, path } = drawCode(label.address)
  return (
    <article className="tag-label">
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label.address}>
        <path d={path} />
      </svg>
      <div className="tag-words">
        {label.what === undefined ? null : <span>{label.what}</span>}
        <b>{label.name}</b>
        {label.where === undefined ? null : <span>{label.where}</span>}
        {label.site === undefined ? null : <span>{label.site}</span>}
      </div>
    </article>
  )
}
