/** Where buildings and entrances stand on the schematic plan: a court, the street below, a room behind each other door. */

export interface PlanBuilding {
  readonly id: string
  readonly name: string
}

export interface PlanEntrance {
  readonly id: string
  /** The number or short code on the plan and in the list. */
  readonly number: string
  /** Written beside it where there is room. */
  readonly name: string
  /** `null`: it belongs to the grounds, not to one building. */
  readonly buildingId: string | null
  readonly state: 'ok' | 'att' | 'bad' | 'off'
  /** Written beside it when it is not in order. */
  readonly call?: string | undefined
}

export interface Mass {
  readonly id: string
  readonly name: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Which edge looks at the court. */
  readonly front: 'top' | 'bottom'
}

export interface Placed {
  readonly entrance: PlanEntrance
  /** The opening in the wall. */
  readonly x: number
  readonly y: number
  /** The side of the wall it is in. */
  readonly wall: 'top' | 'bottom' | 'left' | 'right' | 'street'
  /** How wide a name beside it may be without touching the next. */
  readonly nameRoom: number
  /** What the door of a side wall leads to. */
  readonly cell?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

/** Of one letter, on average, at the size names are written in. */
const LETTER = 7

export const hasNameRoom = ({ entrance, nameRoom }: Placed): boolean =>
  entrance.name.length * LETTER <= nameRoom

/** Written under the name, or not at all: every call is said under the plan too. */
export const hasCallRoom = ({ entrance, nameRoom, cell }: Placed): boolean =>
  (entrance.call ?? '').length * LETTER <= nameRoom && (cell === undefined || cell.height >= TWO_LINES)

export const PLAN = { width: 568, height: 396, left: 24, right: 544, streetY: 346 } as const

const GATE_WIDTH = 56
const ROW_HEIGHT = 80
/** Of each side wall: what is between the rows of buildings. */
const SIDE_TOP = 112
const SIDE_LENGTH = 146
/** Of the rooms at each side. */
const CELL_WIDTH = 164
/** Of it the numbered mark takes this much. */
const MARK_WIDTH = 30
const ONE_LINE = 18
const TWO_LINES = 34

/** Two buildings on the street with the gate between them; all others across the court. */
export const placeBuildings = (buildings: readonly PlanBuilding[]): readonly Mass[] => {
  const onStreet = buildings.length < 2 ? [] : buildings.slice(0, 2)
  const across = buildings.length < 2 ? buildings : buildings.slice(2)
  const half = (PLAN.right - PLAN.left - GATE_WIDTH) / 2
  const street = onStreet.map((building, index) => ({
    ...building,
    x: index === 0 ? PLAN.left : PLAN.right - half,
    y: PLAN.streetY - ROW_HEIGHT,
    width: half,
    height: ROW_HEIGHT,
    front: 'top' as const,
  }))
  const gap = 24
  const inset = across.length === 1 ? 72 : 0
  const width =
    (PLAN.right - PLAN.left - 2 * inset - gap * Math.max(across.length - 1, 0)) / Math.max(across.length, 1)
  const opposite = across.map((building, index) => ({
    ...building,
    x: PLAN.left + inset + index * (width + gap),
    y: 24,
    width,
    height: ROW_HEIGHT,
    front: 'bottom' as const,
  }))
  return [...street, ...opposite]
}

const inBuilding = (mass: Mass, entrances: readonly PlanEntrance[]): readonly Placed[] =>
  entrances.map((entrance, index) => ({
    entrance,
    x: mass.x + (mass.width * (index + 1)) / (entrances.length + 1),
    y: mass.front === 'top' ? mass.y : mass.y + mass.height,
    wall: mass.front,
    nameRoom: mass.width / (entrances.length + 1) - 8,
  }))

/** The first is the gate on the street; the others share the two side walls. */
const onTheGrounds = (entrances: readonly PlanEntrance[]): readonly Placed[] => {
  const [gate, ...others] = entrances
  if (gate === undefined) return []
  const perSide = Math.ceil(others.length / 2)
  const height = SIDE_LENGTH / Math.max(perSide, 1)
  const placed = others.map((entrance, index): Placed => {
    const left = index < perSide
    const y = SIDE_TOP + (index % Math.max(perSide, 1)) * height
    return {
      entrance,
      x: left ? PLAN.left + CELL_WIDTH : PLAN.right - CELL_WIDTH,
      y: y + height / 2,
      wall: left ? 'left' : 'right',
      nameRoom: height < ONE_LINE ? 0 : CELL_WIDTH - MARK_WIDTH,
      cell: { x: left ? PLAN.left : PLAN.right - CELL_WIDTH, y, width: CELL_WIDTH, height },
    }
  })
  return [
    { entrance: gate, x: (PLAN.left + PLAN.right) / 2, y: PLAN.streetY, wall: 'street', nameRoom: 160 },
    ...placed,
  ]
}

export const placeEntrances = (
  masses: readonly Mass[],
  entrances: readonly PlanEntrance[],
): readonly Placed[] => {
  const known = new Set(masses.map((mass) => mass.id))
  return [
    ...masses.flatMap((mass) =>
      inBuilding(
        mass,
        entrances.filter((entrance) => entrance.buildingId === mass.id),
      ),
    ),
    ...onTheGrounds(
      entrances.filter((entrance) => entrance.buildingId === null || !known.has(entrance.buildingId)),
    ),
  ]
}
