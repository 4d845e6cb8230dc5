/** What a piece of equipment says it is. A new kind is a new description, never a schema change. */

/** Component kinds follow Home Assistant's MQTT discovery; `unsupported` keeps what we cannot drive, with the reason. */
export type ComponentKind =
  | 'tag'
  | 'lock'
  | 'binary_sensor'
  | 'event'
  | 'switch'
  | 'valve'
  | 'sensor'
  | 'button'
  | 'camera'
  | 'image'
  | 'update'
  | 'siren'
  | 'number'
  | 'select'
  | 'text'
  | 'device_automation'
  | 'unsupported'

/** What a part can do, as Loge uses it. */
export type Capability =
  | 'presentCredential'
  | 'unlock'
  | 'lock'
  | 'reportLockState'
  | 'reportOpening'
  | 'reportTamper'
  | 'reportBattery'
  | 'reportSignal'
  | 'reportState'
  | 'reportEvent'
  | 'switch'
  | 'press'
  | 'configure'
  | 'updateFirmware'
  | 'showText'

export interface ComponentDescription {
  /** Unique inside the device and stable across restarts. */
  readonly key: string
  readonly kind: ComponentKind
  readonly name: string
  /** Home Assistant `device_class`: `door`, `battery`, `occupancy`, … */
  readonly deviceClass: string | null
  readonly unit: string | null
  readonly capabilities: readonly Capability[]
  /** For `number`, `select` and `text`: what a setting accepts. */
  readonly setting: {
    readonly min?: number
    readonly max?: number
    readonly step?: number
    readonly options?: readonly string[]
  } | null
  readonly unsupportedReason: string | null
}

export type Protocol = 'mqtt' | 'simulated'

export interface DeviceDescription {
  /** The device's own identifier, unique within its protocol and edge. */
  readonly externalId: string
  readonly protocol: Protocol
  readonly name: string
  readonly manufacturer: string | null
  readonly model: string | null
  readonly hardwareVersion: string | null
  readonly softwareVersion: string | null
  readonly suggestedArea: string | null
  readonly components: readonly ComponentDescription[]
}

/** One component of one device. */
export interface ComponentRef {
  readonly externalId: string
  readonly key: string
}

export type ReadingValue = string | number | boolean | null
