/** Every setting, read from `LOGE_…` variables once at start. `loge config` lists this table; nothing else reads the environment. */
import { isIPv6 } from 'node:net'
import { resolve } from 'node:path'
import { MQTT_PROTOCOLS } from '@loge/features/equipment/core'
import type { Place } from '@loge/features/law/core'
import { type Language, languageOf, type Tell, tellIn } from './messages.ts'

export interface Setting {
  /** `what.NAME` says what it is for. */
  readonly name: `LOGE_${string}`
  readonly fallback: string
  readonly secret?: true
  /** Says what is wrong with a value, or nothing. */
  readonly judge: (value: string, tell: Tell) => string | undefined
}

const port: Setting['judge'] = (value, tell) => {
  const number = Number(value)
  return Number.isInteger(number) && number >= 1 && number <= 65_535 ? undefined : tell('setting.port')
}
const oneOf =
  (...choices: readonly string[]): Setting['judge'] =>
  (value, tell) =>
    choices.includes(value) ? undefined : tell('setting.oneOf', { choices: choices.join(', ') })
const url =
  (...protocols: readonly string[]): Setting['judge'] =>
  (value, tell) => {
    if (value === '') return undefined
    const shapes = protocols.map((name) => `${name}//`).join(tell('setting.or'))
    const isOne = URL.canParse(value) && protocols.includes(new URL(value).protocol)
    return isOne ? undefined : tell('setting.address', { shapes })
  }
const whole =
  (least: number, most: number): Setting['judge'] =>
  (value, tell) =>
    /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most
      ? undefined
      : tell('setting.whole', { least, most })
const text: Setting['judge'] = (value, tell) => (value.trim() === '' ? tell('setting.empty') : undefined)

/** `database=FR, mail=DE`; undefined: it cannot be read as that. */
const placesIn = (value: string): readonly Place[] | undefined => {
  const parts = value.split(',').map((one) => /^\s*([a-z][a-z_]{0,39})=([A-Z]{2})\s*$/.exec(one))
  const places = parts.flatMap((found) =>
    found?.[1] === undefined || found[2] === undefined ? [] : [{ id: found[1], country: found[2] }],
  )
  return places.length === parts.length ? places : undefined
}

export const SETTINGS = [
  {
    name: 'LOGE_LANGUAGE',
    fallback: '',
    judge: (value, tell) => (value === '' ? undefined : oneOf('fr', 'en')(value, tell)),
  },
  {
    name: 'LOGE_DATA_DIR',
    fallback: './.loge',
    judge: text,
  },
  {
    name: 'LOGE_HTTP_HOST',
    // A name, because passkeys cannot be bound to an address such as 127.0.0.1.
    fallback: 'localhost',
    judge: text,
  },
  {
    name: 'LOGE_HTTP_PORT',
    fallback: '8420',
    judge: port,
  },
  {
    name: 'LOGE_PUBLIC_URL',
    fallback: '',
    judge: url('http:', 'https:'),
  },
  {
    name: 'LOGE_DATABASE_URL',
    fallback: '',
    secret: true,
    judge: url('postgres:', 'postgresql:'),
  },
  {
    name: 'LOGE_MQTT_URL',
    fallback: '',
    secret: true,
    judge: url(...MQTT_PROTOCOLS),
  },
  {
    name: 'LOGE_MQTT_HOST',
    fallback: '127.0.0.1',
    judge: text,
  },
  { name: 'LOGE_MQTT_PORT', fallback: '8421', judge: port },
  {
    name: 'LOGE_EDGE_PORT',
    fallback: '8422',
    judge: port,
  },
  {
    name: 'LOGE_SIMULATOR_PORT',
    fallback: '8423',
    judge: port,
  },
  {
    name: 'LOGE_SIMULATION',
    fallback: 'on',
    judge: oneOf('on', 'off'),
  },
  {
    name: 'LOGE_SMTP_URL',
    fallback: '',
    secret: true,
    judge: url('smtp:', 'smtps:'),
  },
  {
    name: 'LOGE_MAIL_FROM',
    fallback: 'Loge <loge@localhost>',
    judge: text,
  },
  {
    name: 'LOGE_LOCATIONS',
    fallback: '',
    judge: (value, tell) =>
      value === '' || placesIn(value) !== undefined ? undefined : tell('setting.locations'),
  },
  {
    name: 'LOGE_METRICS_TOKEN',
    fallback: '',
    secret: true,
    judge: () => undefined,
  },
  {
    name: 'LOGE_TRUSTED_PROXIES',
    fallback: '',
    judge: () => undefined,
  },
  {
    name: 'LOGE_BACKUP_DIR',
    fallback: '',
    judge: () => undefined,
  },
  {
    name: 'LOGE_BACKUP_HOUR',
    fallback: '2',
    judge: whole(0, 23),
  },
  {
    name: 'LOGE_BACKUP_KEEP',
    fallback: '14',
    judge: whole(1, 1000),
  },
  {
    name: 'LOGE_BACKUP_PASSPHRASE_FILE',
    fallback: '',
    judge: () => undefined,
  },
  {
    name: 'LOGE_LOG_LEVEL',
    fallback: 'info',
    judge: oneOf('error', 'warn', 'info', 'debug'),
  },
] as const satisfies readonly Setting[]

export type SettingName = (typeof SETTINGS)[number]['name']

export interface Configuration {
  /** Of what is said on the command line. */
  readonly language: Language
  readonly dataDir: string
  readonly httpHost: string
  readonly httpPort: number
  readonly origin: string
  readonly databaseUrl: string | undefined
  readonly mqttUrl: string
  readonly embeddedBroker: boolean
  readonly mqttHost: string
  readonly mqttPort: number
  readonly edgePort: number
  readonly simulatorPort: number
  readonly simulation: boolean
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  /** Where data lie and are worked on; none said: where the residence is. */
  readonly places: readonly Place[]
  readonly metricsToken: string | undefined
  readonly trustedProxies: readonly string[]
  readonly backup:
    | {
        readonly folder: string
        readonly hour: number
        readonly keep: number
        readonly passphraseFile: string | undefined
      }
    | undefined
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug'
}

export interface ConfigurationProblem {
  readonly name: string
  readonly problem: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** A name one letter away is a typing mistake worth telling; others may belong to a newer or older Loge. */
const KNOWN_ELSEWHERE = new Set([
  'LOGE_CHROMIUM',
  'LOGE_TEST_DATABASE_URL',
  'LOGE_TEST_MQTT_URL',
  'LOGE_EDGE_URL',
  'LOGE_SERVER_URL',
  'LOGE_ENROLMENT_CODE',
  'LOGE_MQTT_USERNAME',
  'LOGE_MQTT_PASSWORD',
])

const isThisMachine = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

const valueOf = (environment: Environment, name: SettingName): string => {
  const given = environment[name]
  const setting = SETTINGS.find((candidate) => candidate.name === name)
  return given === undefined || given === '' ? (setting?.fallback ?? '') : given
}

/** What goes from machine to machine goes under TLS: a wrong address is told by its own judge. */
const inTheClear = (environment: Environment): SettingName | undefined => {
  const address = valueOf(environment, 'LOGE_PUBLIC_URL')
  const typed = URL.canParse(address) ? new URL(address) : undefined
  if (typed?.protocol === 'http:' && !isThisMachine(typed.hostname)) return 'LOGE_PUBLIC_URL'
  const isBehindTls = typed?.protocol === 'https:'
  return isBehindTls || isThisMachine(valueOf(environment, 'LOGE_HTTP_HOST')) ? undefined : 'LOGE_HTTP_HOST'
}

const problemsIn = (environment: Environment): readonly ConfigurationProblem[] => {
  const tell = tellIn(languageOf(environment))
  const problems: ConfigurationProblem[] = []
  for (const setting of SETTINGS) {
    const problem = setting.judge(valueOf(environment, setting.name), tell)
    if (problem !== undefined) problems.push({ name: setting.name, problem })
  }
  const clear = inTheClear(environment)
  if (clear !== undefined) problems.push({ name: clear, problem: tell('setting.inTheClear') })
  const known = new Set<string>(SETTINGS.map((setting) => setting.name))
  for (const name of Object.keys(environment)) {
    if (name.startsWith('LOGE_') && !known.has(name) && !KNOWN_ELSEWHERE.has(name)) {
      problems.push({ name, problem: tell('setting.unknown') })
    }
  }
  const ports = (['LOGE_HTTP_PORT', 'LOGE_MQTT_PORT', 'LOGE_EDGE_PORT', 'LOGE_SIMULATOR_PORT'] as const).map(
    (name) => ({ name, value: valueOf(environment, name) }),
  )
  for (const [index, { name, value }] of ports.entries()) {
    const first = ports.slice(0, index).find((other) => other.value === value)
    if (first) problems.push({ name, problem: tell('setting.samePort', { port: value, other: first.name }) })
  }
  return problems
}

/** Reads and judges everything at once: all that is wrong is told together. */
export const readConfiguration = (
  environment: Environment,
  folder: string,
): { readonly configuration: Configuration; readonly problems: readonly ConfigurationProblem[] } => {
  const value = (name: SettingName): string => valueOf(environment, name)
  const httpHost = value('LOGE_HTTP_HOST')
  const httpPort = Number(value('LOGE_HTTP_PORT'))
  const mqttHost = value('LOGE_MQTT_HOST')
  const mqttPort = Number(value('LOGE_MQTT_PORT'))
  const ownBroker = value('LOGE_MQTT_URL')
  const shownHost = isIPv6(httpHost) ? `[${httpHost}]` : httpHost
  const level = value('LOGE_LOG_LEVEL')
  return {
    problems: problemsIn(environment),
    configuration: {
      language: languageOf(environment),
      dataDir: resolve(folder, value('LOGE_DATA_DIR')),
      httpHost,
      httpPort,
      origin: (value('LOGE_PUBLIC_URL') || `http://${shownHost}:${httpPort}`).replace(/\/$/, ''),
      databaseUrl: value('LOGE_DATABASE_URL') || undefined,
      mqttUrl: ownBroker || `mqtt://${mqttHost}:${mqttPort}`,
      embeddedBroker: ownBroker === '',
      mqttHost,
      mqttPort,
      edgePort: Number(value('LOGE_EDGE_PORT')),
      simulatorPort: Number(value('LOGE_SIMULATOR_PORT')),
      simulation: value('LOGE_SIMULATION') === 'on',
      smtpUrl: value('LOGE_SMTP_URL') || undefined,
      mailFrom: value('LOGE_MAIL_FROM'),
      places: placesIn(value('LOGE_LOCATIONS')) ?? [],
      metricsToken: value('LOGE_METRICS_TOKEN') || undefined,
      trustedProxies: value('LOGE_TRUSTED_PROXIES')
        .split(',')
        .map((address) => address.trim())
        .filter((address) => address !== ''),
      backup:
        value('LOGE_BACKUP_DIR') === ''
          ? undefined
          : {
              folder: resolve(folder, value('LOGE_BACKUP_DIR')),
              hour: Number(value('LOGE_BACKUP_HOUR')),
              keep: Number(value('LOGE_BACKUP_KEEP')),
              passphraseFile: value('LOGE_BACKUP_PASSPHRASE_FILE') || undefined,
            },
      logLevel: level === 'error' || level === 'warn' || level === 'debug' ? level : 'info',
    },
  }
}

/** What `loge config` prints: each setting, its value in force (secrets hidden) and what it means. */
export const describeSettings = (
  environment: Environment,
): readonly {
  readonly name: string
  readonly value: string
  readonly given: boolean
  readonly what: string
}[] => {
  const tell = tellIn(languageOf(environment))
  return SETTINGS.map((setting) => {
    const value = valueOf(environment, setting.name)
    const hidden = 'secret' in setting && value !== ''
    return {
      name: setting.name,
      value: hidden ? tell('setting.hidden') : value,
      given: Boolean(environment[setting.name]),
      what: tell(`what.${setting.name}`),
    }
  })
}
