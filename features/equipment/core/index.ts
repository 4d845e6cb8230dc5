export type {
  Capability,
  ComponentDescription,
  ComponentKind,
  ComponentRef,
  DeviceDescription,
  Protocol,
  ReadingValue,
} from './description.ts'
