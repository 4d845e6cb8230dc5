/** Every piece of equipment of the residence, as it stands when the current comes on. */
import type { Residence, SimulatedEquipment } from '../residence.ts'
import { makeDetector } from './detector.ts'
import { makeDoor } from './door.ts'
import type { Equipment } from './equipment.ts'
import { makeBoard, makeLetterboxes, makeLockers, makePanel } from './hall.ts'
import { makeLift } from './lift.ts'
import { makeMachine, makeTerminal } from './laundry.ts'

const make = (residence: Residence, one: SimulatedEquipment): Equipment => {
  switch (one.kind) {
    case 'intercom':
      return makePanel(one)
    case 'washer':
    case 'dryer':
      return makeMachine(one)
    case 'terminal':
      return makeTerminal(one)
    case 'parcelLockers':
      return makeLockers(one)
    case 'letterboxes':
      return makeLetterboxes(one, residence.homes)
    case 'noticeBoard':
      return makeBoard(one)
    case 'detector':
      return makeDetector(one.key, one.name.fr)
  }
}

export const makeEquipment = (residence: Residence): readonly Equipment[] => [
  ...residence.entrances.map(makeDoor),
  ...residence.lifts.map(makeLift),
  ...residence.equipment.map((one) => make(residence, one)),
]
