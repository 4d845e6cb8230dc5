/** What stands in the laundry: washers, dryers and the payment terminal. */
import type { SimulatedEquipment } from '../residence.ts'
import { becomes, onOff, react, type ComponentSpec, type Equipment } from './equipment.ts'

type Phase = 'free' | 'running' | 'stopped'

interface MachineState {
  readonly phase: Phase
  /** Fed with current: a run needs it, and cutting it ends one. */
  readonly isSupplied: boolean
}

const FINISH = 'finish'
const WATTS: Readonly<Record<Phase, number>> = { free: 2, running: 1_950, stopped: 4 }

const MACHINE_COMPONENTS: readonly ComponentSpec[] = [
  { key: 'supply', platform: 'switch', name: 'Supply' },
  {
    key: 'phase',
    platform: 'sensor',
    name: 'State',
    options: { device_class: 'enum', options: ['free', 'running', 'stopped'] },
  },
  {
    key: 'power',
    platform: 'sensor',
    name: 'Power',
    options: { device_class: 'power', unit_of_measurement: 'W' },
  },
  { key: 'problem', platform: 'binary_sensor', name: 'Problem', options: { device_class: 'problem' } },
]

const machine = (spec: Equipment['spec'], state: MachineState): Equipment => {
  const now = (change: Partial<MachineState>): Equipment => machine(spec, { ...state, ...change })
  const equipment: Equipment = {
    spec,
    says: {
      supply: onOff(state.isSupplied),
      phase: state.phase,
      power: String(state.isSupplied ? WATTS[state.phase] : 0),
      problem: onOff(state.phase === 'stopped'),
    },
    after: (happening) =>
      react(equipment, happening, {
        ordered: ({ component, value }) => {
          if (component !== 'supply') return becomes(equipment)
          const isSupplied = value === 'ON'
          return becomes(
            now({ isSupplied, phase: isSupplied || state.phase === 'stopped' ? state.phase : 'free' }),
          )
        },
        started: ({ runMs }) =>
          state.isSupplied && state.phase === 'free'
            ? becomes(now({ phase: 'running' }), { timers: [{ name: FINISH, afterMs: runMs }] })
            : becomes(equipment),
        elapsed: ({ timer }) =>
          becomes(state.phase === 'running' && timer === FINISH ? now({ phase: 'free' }) : equipment),
        failed: () => becomes(now({ phase: 'stopped' })),
        repaired: () => becomes(now({ phase: 'free' })),
      }),
  }
  return equipment
}

export const makeMachine = ({ key, kind, name }: SimulatedEquipment): Equipment =>
  machine(
    {
      key,
      name: name.fr,
      model: kind === 'washer' ? 'Lave-linge 8 kg LV-8' : 'Sèche-linge 8 kg SV-8',
      area: 'Laverie',
      components: MACHINE_COMPONENTS,
    },
    { phase: 'free', isSupplied: true },
  )

const terminal = (spec: Equipment['spec'], hasFailed: boolean): Equipment => {
  const equipment: Equipment = {
    spec,
    says: { phase: hasFailed ? 'out_of_order' : 'ready', problem: onOff(hasFailed) },
    after: (happening) => {
      const restarts = happening.kind === 'ordered' && happening.component === 'restart'
      if (happening.kind === 'failed') return becomes(terminal(spec, true))
      return becomes(happening.kind === 'repaired' || restarts ? terminal(spec, false) : equipment)
    },
  }
  return equipment
}

export const makeTerminal = ({ key, name }: SimulatedEquipment): Equipment =>
  terminal(
    {
      key,
      name: name.fr,
      model: 'Borne BP-3',
      area: 'Laverie',
      components: [
        {
          key: 'phase',
          platform: 'sensor',
          name: 'State',
          options: { device_class: 'enum', options: ['ready', 'out_of_order'] },
        },
        { key: 'problem', platform: 'binary_sensor', name: 'Problem', options: { device_class: 'problem' } },
        { key: 'restart', platform: 'button', name: 'Restart', options: { device_class: 'restart' } },
      ],
    },
    false,
  )
