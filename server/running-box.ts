/** What a person needs of a Loge that runs: where it is, and how to sign in. */
import { type BoxLine, drawBox } from './box.ts'
import type { Configuration } from './configuration.ts'
import { tellIn } from './messages.ts'

interface Said {
  /** Where the database is. */
  readonly place: string
  readonly signInLink: string
  /** The edge of this machine was taken out of service. */
  readonly isEdgeRevoked: boolean
}

const whereData = ({ dataDir: folder, databaseUrl, language }: Configuration, place: string): string => {
  const tell = tellIn(language)
  if (databaseUrl !== undefined) return tell('start.dataOwn', { folder })
  return place.startsWith(folder) ? folder : tell('start.dataElsewhere', { folder, place })
}

export const runningBox = (
  configuration: Configuration,
  { place, signInLink, isEdgeRevoked }: Said,
): string => {
  const { language, origin, simulation, simulatorPort, edgePort, embeddedBroker, mqttUrl } = configuration
  const tell = tellIn(language)
  const edge = `http://127.0.0.1:${edgePort}`
  const residence = tell('start.residenceAt', { url: `http://127.0.0.1:${simulatorPort}` })
  const lines: readonly BoxLine[] = [
    { label: tell('start.console'), value: origin },
    ...(simulation ? [{ label: tell('start.residence'), value: residence }] : []),
    { label: tell('start.edge'), value: isEdgeRevoked ? tell('start.edgeRevoked', { url: edge }) : edge },
    { label: tell('start.mqtt'), value: embeddedBroker ? mqttUrl : tell('start.mqttOwn') },
    { label: tell('start.data'), value: whereData(configuration, place) },
    { label: tell('start.stop'), value: tell('start.stopBy') },
  ]
  // Outside the frame, which would break an address that is longer than the terminal is wide.
  const takeBack = isEdgeRevoked ? [tell('start.takeBack', { how: tell('edge.takeBack') }), ''] : []
  const below = [...takeBack, tell('link.signIn', { url: signInLink }), tell('start.linkWorks')]
  return [
    drawBox(tell('start.title'), lines),
    '',
    ...below.map((line) => (line === '' ? '' : `  ${line}`)),
  ].join('\n')
}
