/** Which addresses of a broker Loge can use, and the port each implies (IANA; RFC 6455 for WebSockets). */

export const MQTT_PORTS = { 'mqtt:': 1883, 'mqtts:': 8883, 'ws:': 80, 'wss:': 443 } as const

export const MQTT_PROTOCOLS: readonly string[] = Object.keys(MQTT_PORTS)
