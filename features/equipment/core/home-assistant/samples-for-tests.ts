/** What five families of equipment announce, written after their public formats. */

export interface Sample {
  readonly topic: string
  readonly payload: unknown
}

/** ESPHome: single components, short names, one availability topic. */
export const ESPHOME_LOCK: Sample = {
  topic: 'homeassistant/lock/hall-door/strike/config',
  payload: {
    name: 'Strike',
    stat_t: 'hall-door/lock/strike/state',
    cmd_t: 'hall-door/lock/strike/command',
    avty_t: 'hall-door/status',
    uniq_id: 'ESPlockstrike',
    dev: {
      ids: '4c11ae0a1b2c',
      name: 'hall-door',
      sw: 'esphome v2026.9.1',
      mdl: 'esp32dev',
      mf: 'espressif',
      cns: [['mac', '4c11ae0a1b2c']],
    },
  },
}

export const ESPHOME_DOOR: Sample = {
  topic: 'homeassistant/binary_sensor/hall-door/leaf/config',
  payload: {
    dev_cla: 'door',
    name: 'Leaf',
    stat_t: 'hall-door/binary_sensor/leaf/state',
    avty_t: 'hall-door/status',
    uniq_id: 'ESPbinary_sensorleaf',
    dev: { ids: '4c11ae0a1b2c', name: 'hall-door' },
  },
}

/** Zigbee2MQTT: one JSON topic for all, availability of the bridge and of the device, boolean payloads. */
const Z2M_DEVICE = {
  identifiers: ['zigbee2mqtt_0x00158d0001a2b3c4'],
  name: 'Keypad hall',
  model: 'Frient keypad (KEPZB-110)',
  manufacturer: 'Develco',
  sw_version: '1.0.4',
  via_device: 'zigbee2mqtt_bridge_0x00124b0024c0ffee',
}
const Z2M_AVAILABILITY = {
  availability: [
    { topic: 'zigbee2mqtt/bridge/state', value_template: '{{ value_json.state }}' },
    { topic: 'zigbee2mqtt/Keypad hall/availability', value_template: '{{ value_json.state }}' },
  ],
  availability_mode: 'all',
  device: Z2M_DEVICE,
  origin: { name: 'Zigbee2MQTT', sw: '2.6.2', url: 'https://www.zigbee2mqtt.io' },
}

export const Z2M_ACTION: Sample = {
  topic: 'homeassistant/sensor/0x00158d0001a2b3c4/action/config',
  payload: {
    ...Z2M_AVAILABILITY,
    state_topic: 'zigbee2mqtt/Keypad hall',
    unique_id: '0x00158d0001a2b3c4_action_zigbee2mqtt',
    value_template: '{{ value_json.action }}',
  },
}

export const Z2M_CODE: Sample = {
  topic: 'homeassistant/sensor/0x00158d0001a2b3c4/action_code/config',
  payload: {
    ...Z2M_AVAILABILITY,
    state_topic: 'zigbee2mqtt/Keypad hall',
    unique_id: '0x00158d0001a2b3c4_action_code_zigbee2mqtt',
    value_template: "{{ value_json['action_code'] }}",
  },
}

export const Z2M_TAMPER: Sample = {
  topic: 'homeassistant/binary_sensor/0x00158d0001a2b3c4/tamper/config',
  payload: {
    ...Z2M_AVAILABILITY,
    device_class: 'tamper',
    payload_off: false,
    payload_on: true,
    state_topic: 'zigbee2mqtt/Keypad hall',
    unique_id: '0x00158d0001a2b3c4_tamper_zigbee2mqtt',
    value_template: '{{ value_json.tamper }}',
  },
}

export const Z2M_LOCK: Sample = {
  topic: 'homeassistant/lock/0x00158d0001a2b3c5/lock/config',
  payload: {
    availability: [{ topic: 'zigbee2mqtt/bridge/state' }],
    device: { identifiers: ['zigbee2mqtt_0x00158d0001a2b3c5'], name: 'Lock 12' },
    command_topic: 'zigbee2mqtt/Lock 12/set',
    payload_lock: 'LOCK',
    payload_unlock: 'UNLOCK',
    state_locked: 'lock',
    state_unlocked: 'unlock',
    state_topic: 'zigbee2mqtt/Lock 12',
    unique_id: '0x00158d0001a2b3c5_lock_zigbee2mqtt',
    value_template: '{{ value_json.lock_state }}',
    command_template: '{"state": {{ value | tojson }}}',
  },
}

export const Z2M_TRIGGER: Sample = {
  topic: 'homeassistant/device_automation/0x00158d0001a2b3c6/action_single/config',
  payload: {
    automation_type: 'trigger',
    device: { identifiers: ['zigbee2mqtt_0x00158d0001a2b3c6'], name: 'Exit button' },
    payload: 'single',
    subtype: 'single',
    topic: 'zigbee2mqtt/Exit button/action',
    type: 'action',
  },
}

/** The newer event entity needs loops and regular expressions: kept, shown, not driven. */
export const Z2M_EVENT: Sample = {
  topic: 'homeassistant/event/0x00158d0001a2b3c6/action/config',
  payload: {
    device: { identifiers: ['zigbee2mqtt_0x00158d0001a2b3c6'], name: 'Exit button' },
    event_types: ['single', 'double'],
    state_topic: 'zigbee2mqtt/Exit button',
    unique_id: '0x00158d0001a2b3c6_action_event_zigbee2mqtt',
    value_template:
      '{% set ns = namespace(r=[]) %}{% for p in patterns %}{{ value_json.action|regex_findall(p) }}{% endfor %}',
  },
}

/** Tasmota with an RFID reader and a relay: base topic at the end and at the beginning. */
export const TASMOTA_READER: Sample = {
  topic: 'homeassistant/tag/tasmota_A1B2C3/rfid/config',
  payload: {
    '~': 'tasmota_A1B2C3/',
    t: 'tele/~SENSOR',
    topic: 'tele/tasmota_A1B2C3/SENSOR',
    val_tpl: '{{ value_json.RC522.UID | default("") }}',
    dev: {
      cns: [['mac', '5C:CF:7F:A1:B2:C3']],
      name: 'Parking reader',
      mdl: 'Generic',
      sw: '14.6.0(tasmota)',
      mf: 'Tasmota',
    },
  },
}

export const TASMOTA_RELAY: Sample = {
  topic: 'homeassistant/switch/A1B2C3_RL_1/config',
  payload: {
    name: 'Gate',
    '~': 'tasmota_A1B2C3',
    cmd_t: 'cmnd/~',
    stat_t: '~/tele/STATE',
    val_tpl: '{{value_json.POWER}}',
    pl_off: 'OFF',
    pl_on: 'ON',
    avty_t: '~/LWT',
    pl_avail: 'Online',
    pl_not_avail: 'Offline',
    uniq_id: 'A1B2C3_RL_1',
    dev: { cns: [['mac', '5C:CF:7F:A1:B2:C3']] },
  },
}

/** Shelly generation 2: a relay by JSON-RPC, its meter, its availability as a bare boolean. */
export const SHELLY_SWITCH: Sample = {
  topic: 'homeassistant/switch/shellyplus1pm-a8032abcdef0/switch-0/config',
  payload: {
    name: 'Washer 3',
    unique_id: 'shellyplus1pm-a8032abcdef0-switch-0',
    command_topic: 'shellyplus1pm-a8032abcdef0/rpc',
    payload_on: '{"id":1,"src":"homeassistant","method":"Switch.Set","params":{"id":0,"on":true}}',
    payload_off: '{"id":1,"src":"homeassistant","method":"Switch.Set","params":{"id":0,"on":false}}',
    state_topic: 'shellyplus1pm-a8032abcdef0/status/switch:0',
    value_template: '{% if value_json.output %}on{% else %}off{% endif %}',
    state_on: 'on',
    state_off: 'off',
    availability: {
      topic: 'shellyplus1pm-a8032abcdef0/online',
      payload_available: 'true',
      payload_not_available: 'false',
    },
    device: {
      identifiers: ['shellyplus1pm-a8032abcdef0'],
      name: 'Laundry 3',
      manufacturer: 'Shelly',
      model: 'Plus 1PM',
      hw_version: 'gen 2',
    },
  },
}

export const SHELLY_POWER: Sample = {
  topic: 'homeassistant/sensor/shellyplus1pm-a8032abcdef0/power-0/config',
  payload: {
    name: 'Power',
    unique_id: 'shellyplus1pm-a8032abcdef0-power-0',
    state_topic: 'shellyplus1pm-a8032abcdef0/status/switch:0',
    value_template: '{{ value_json.apower | float | round(1) }}',
    unit_of_measurement: 'W',
    device_class: 'power',
    state_class: 'measurement',
    device: { identifiers: ['shellyplus1pm-a8032abcdef0'] },
  },
}

/** OpenMQTTGateway: gateway topics, `is_defined`. */
export const OMG_TEMPERATURE: Sample = {
  topic: 'homeassistant/sensor/A4C138000102-tempc/config',
  payload: {
    stat_t: 'home/OMG_hall/BTtoMQTT/A4C138000102',
    dev_cla: 'temperature',
    unit_of_meas: '°C',
    name: 'Cellar temperature',
    uniq_id: 'A4C138000102-tempc',
    val_tpl: '{{ value_json.tempc | is_defined }}',
    stat_cla: 'measurement',
    exp_aft: 600,
    dev: {
      ids: ['A4C138000102'],
      cns: [['mac', 'A4C138000102']],
      mf: 'Xiaomi',
      mdl: 'LYWSD03MMC',
      name: 'LYWSD03MMC-000102',
      via_device: 'OMG_hall',
    },
  },
}

/** A parcel bank in device-based form: shared topics, short names, one base topic. */
export const PARCEL_BANK: Sample = {
  topic: 'homeassistant/device/parcels-1/config',
  payload: {
    '~': 'parcels/1',
    dev: {
      ids: ['parcels-1'],
      name: 'Parcel lockers',
      mf: 'Renz',
      mdl: 'myRENZbox',
      mdl_id: 'R18',
      sn: '0042',
      hw: 'B',
      sw: '2.3.1',
      sa: 'Hall',
    },
    o: { name: 'locker-bridge', sw: '1.4' },
    avty_t: '~/online',
    cmps: {
      c1: {
        p: 'lock',
        uniq_id: 'parcels-1-c1',
        name: 'Compartment 1',
        cmd_t: '~/c1/set',
        stat_t: '~/c1/state',
        pl_open: 'OPEN',
      },
      c1_door: { p: 'binary_sensor', uniq_id: 'parcels-1-c1-door', dev_cla: 'opening', stat_t: '~/c1/door' },
      board: { p: 'text', uniq_id: 'parcels-1-board', name: 'Display', cmd_t: '~/display/set', max: 64 },
      gone: { p: 'lock' },
    },
  },
}
