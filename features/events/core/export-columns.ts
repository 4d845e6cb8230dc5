/** The columns of an exported log, in the order in which they stand, with their headings. People are ids: nobody's name is in it. */

export type ExportLanguage = 'en' | 'fr'

export const EXPORT_COLUMNS = {
  number: { en: 'No.', fr: 'N°' },
  occurredHere: { en: 'Happened (local time)', fr: 'Survenu (heure locale)' },
  occurredUtc: { en: 'Happened (UTC)', fr: 'Survenu (UTC)' },
  receivedHere: { en: 'Received (local time)', fr: 'Reçu (heure locale)' },
  receivedUtc: { en: 'Received (UTC)', fr: 'Reçu (UTC)' },
  timeZone: { en: 'Local time is of', fr: 'Heure locale de' },
  late: { en: 'Arrived late', fr: 'Arrivé en retard' },
  clockTrusted: { en: 'Clock was certain', fr: 'Horloge certaine' },
  event: { en: 'What', fr: 'Quoi' },
  type: { en: 'What (code)', fr: 'Quoi (code)' },
  reason: { en: 'Why', fr: 'Pourquoi' },
  reasonCode: { en: 'Why (code)', fr: 'Pourquoi (code)' },
  siteId: { en: 'Site', fr: 'Site' },
  entranceName: { en: 'Entrance', fr: 'Accès' },
  entranceId: { en: 'Entrance (id)', fr: 'Accès (identifiant)' },
  deviceName: { en: 'Equipment', fr: 'Équipement' },
  deviceId: { en: 'Equipment (id)', fr: 'Équipement (identifiant)' },
  edgeId: { en: 'Controller', fr: 'Contrôleur' },
  edgeSequence: { en: 'Line of its journal', fr: 'Ligne de son journal' },
  actorKind: { en: 'Done by', fr: 'Fait par' },
  actorId: { en: 'Done by (id)', fr: 'Fait par (identifiant)' },
  subjectKind: { en: 'Concerns', fr: 'Concerne' },
  subjectId: { en: 'Concerns (id)', fr: 'Concerne (identifiant)' },
  building: { en: 'Lived in then', fr: 'Habitait alors' },
  payload: { en: 'Details', fr: 'Détails' },
  id: { en: 'Event', fr: 'Événement' },
} as const satisfies Readonly<Record<string, Readonly<Record<ExportLanguage, string>>>>

export type ExportColumn = keyof typeof EXPORT_COLUMNS

export const EXPORT_YES_NO = { en: ['yes', 'no'], fr: ['oui', 'non'] } as const
