export { normaliseCredential, readScan, type PresentedKind } from './credential-value.ts'
export type {
  Capability,
  ComponentDescription,
  ComponentKind,
  ComponentRef,
  DeviceDescription,
  Protocol,
  ReadingValue,
} from './description.ts'
