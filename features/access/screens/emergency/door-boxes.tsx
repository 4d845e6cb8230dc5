/** Doors to choose among, a box each. */
import type { EntrancePiece } from '../residence/pieces.ts'

interface DoorBoxesProps {
  readonly legend: string
  readonly entrances: readonly EntrancePiece[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  /** Those that cannot be chosen beside what is chosen already. */
  readonly isOff?: (entrance: EntrancePiece) => boolean
}

export const DoorBoxes = ({ legend, entrances, chosen, onChange, isOff }: DoorBoxesProps) => (
  <fieldset className="field">
    <legend>{legend}</legend>
    {entrances.map((piece) => (
      <label key={piece.id} className="opt">
        <input
          type="checkbox"
          checked={chosen.includes(piece.id)}
          disabled={isOff?.(piece) === true}
          onChange={({ target }) =>
            onChange(target.checked ? [...chosen, piece.id] : chosen.filter((one) => one !== piece.id))
          }
        />
        <span>{piece.name}</span>
      </label>
    ))}
  </fieldset>
)
