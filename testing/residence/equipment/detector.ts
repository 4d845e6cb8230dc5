/** A smoke detector: calm, or not. */
import { becomes, onOff, react, type ComponentSpec, type Equipment } from './equipment.ts'

export const SMOKE: ComponentSpec = {
  key: 'smoke',
  platform: 'binary_sensor',
  name: 'Smoke',
  options: { device_class: 'smoke' },
}

export const makeDetector = (key: string, name: string, isSmoky = false): Equipment => {
  const detector: Equipment = {
    spec: {
      key,
      name,
      model: 'Détecteur DF-7',
      area: 'Hall',
      components: [SMOKE],
    },
    says: { smoke: onOff(isSmoky) },
    after: (happening) =>
      react(detector, happening, {
        failed: () => becomes(makeDetector(key, name, true)),
        repaired: () => becomes(makeDetector(key, name, false)),
      }),
  }
  return detector
}
