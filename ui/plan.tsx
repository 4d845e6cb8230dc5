/** The residence from above, schematic: which entrance needs a person, and where it is. */
import { useId } from 'react'
import {
  hasCallRoom,
  hasNameRoom,
  type Mass,
  PLAN,
  type Placed,
  placeBuildings,
  placeEntrances,
  type PlanBuilding,
  type PlanEntrance,
} from './plan-layout.ts'

export type { PlanBuilding, PlanEntrance } from './plan-layout.ts'

interface PlanProps {
  /** One sentence with what the plan shows. */
  readonly label: string
  readonly buildings: readonly PlanBuilding[]
  readonly entrances: readonly PlanEntrance[]
}

export const PlanOfResidence = ({ label, buildings, entrances }: PlanProps) => {
  const id = useId()
  const masses = placeBuildings(buildings)
  const placed = placeEntrances(masses, entrances)
  const { left, right, width, height, streetY } = PLAN
  return (
    <div className="planwrap">
      <svg className="plan" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={id}>
        <title id={id}>{label}</title>
        <rect className="ground" width={width} height={height} />
        <rect className="court" x={left} y={24} width={right - left} height={streetY - 24} />
        <path className="thin" d={`M${left} ${streetY}V24H${right}V${streetY}M0 ${streetY + 16}H${width}`} />
        {[236, 284, 332].map((x, index) => (
          <circle key={x} className="tree" cx={x} cy={186 + (index % 2) * -12} r={13 + (index % 2) * 3} />
        ))}
        {masses.map((mass) => (
          <Building key={mass.id} mass={mass} />
        ))}
        {placed.map(({ cell, entrance }) =>
          cell === undefined ? null : <rect key={entrance.id} className="cell" {...cell} />,
        )}
        {placed.map((at) => (
          <Opening key={at.entrance.id} at={at} />
        ))}
      </svg>
    </div>
  )
}

const Building = ({ mass }: { mass: Mass }) => (
  <g>
    <rect className="mass" x={mass.x} y={mass.y} width={mass.width} height={mass.height} />
    <text className="big" x={mass.x + 16} y={mass.y + (mass.front === 'top' ? 56 : 40)}>
      {mass.name}
    </text>
  </g>
)

/** The opening in the wall, its leaf, and the numbered mark on the side the reader is. */
const Opening = ({ at }: { at: Placed }) => {
  const { x, y, wall } = at
  const across = wall === 'left' || wall === 'right'
  const swing = { top: -1, bottom: 1, street: 1, left: 1, right: -1 }[wall]
  const mark = across ? { x: x - swing * 11, y } : { x, y: wall === 'street' ? y - 20 : y - swing * 18 }
  return (
    <g>
      {across ? (
        <>
          <path className="gap" d={`M${x} ${y - 9}v18`} />
          <path
            className="leaf"
            d={`M${x} ${y - 9}h${swing * 16}a16 16 0 0 ${swing === 1 ? 1 : 0} ${-swing * 16} 16`}
          />
        </>
      ) : (
        <>
          <path className="gap" d={`M${x - 9} ${y}h18`} />
          <path
            className="leaf"
            d={`M${x - 9} ${y}v${swing * 16}a16 16 0 0 ${swing === 1 ? 0 : 1} 16 ${-swing * 16}`}
          />
        </>
      )}
      <EntranceMark entrance={at.entrance} x={mark.x} y={mark.y} />
      {hasNameRoom(at) ? <Name at={at} /> : null}
      {at.entrance.call !== undefined && hasCallRoom(at) ? <Call at={at} /> : null}
    </g>
  )
}

const EntranceMark = ({ entrance, x, y }: { entrance: PlanEntrance; x: number; y: number }) => (
  <g className="pin">
    {entrance.state === 'att' ? (
      <path className="d-att" d={`M${x} ${y - 15}l15 15-15 15-15-15z`} />
    ) : entrance.state === 'bad' ? (
      <path className="d-bad" d={`M${x} ${y - 18}l17 29h-34z`} />
    ) : (
      <circle
        className={entrance.state === 'off' ? 'd-off' : 'dot'}
        cx={x}
        cy={y}
        r={entrance.state === 'off' ? 12.5 : 11.5}
      />
    )}
    <text className="dn" x={x} y={y + 4.8}>
      {entrance.number}
    </text>
  </g>
)

/** In the building or the room behind the mark; of the gate, in the street. */
const NAME_AT = {
  top: { dx: 0, dy: 50, anchor: 'middle' },
  bottom: { dx: 0, dy: -40, anchor: 'middle' },
  street: { dx: 20, dy: 36, anchor: 'start' },
  left: { dx: -28, dy: 5, anchor: 'end' },
  right: { dx: 29, dy: 5, anchor: 'start' },
} as const

const Name = ({ at }: { at: Placed }) => {
  const { dx, dy, anchor } = NAME_AT[at.wall]
  // With something to say under it, the name of a room makes place.
  const up = at.cell !== undefined && at.entrance.call !== undefined && hasCallRoom(at) ? 6 : 0
  return (
    <text className="nm nm-door" x={at.x + dx} y={at.y + dy - up} textAnchor={anchor}>
      {at.entrance.name}
    </text>
  )
}

const CALL_AT = {
  top: { dx: 0, dy: 68, anchor: 'middle' },
  bottom: { dx: 0, dy: -58, anchor: 'middle' },
  street: { dx: -20, dy: 36, anchor: 'end' },
  left: { dx: -28, dy: 17, anchor: 'end' },
  right: { dx: 29, dy: 17, anchor: 'start' },
} as const

const Call = ({ at }: { at: Placed }) => {
  const { dx, dy, anchor } = CALL_AT[at.wall]
  return (
    <text className={`call call-${at.entrance.state}`} x={at.x + dx} y={at.y + dy} textAnchor={anchor}>
      {at.entrance.call}
    </text>
  )
}
