/** What the edge's own page says. */
export const texts = {
  en: {
    title: 'Edge',
    connected: 'Connected to the server since {since}',
    alone: 'On its own since {since}. Doors keep deciding; what happens is kept and delivered later.',
    cut: 'The line was cut on purpose.',
    trouble: 'Last trouble: {trouble}',
    snapshot: 'Rights in force: version {version}',
    noSnapshot: 'No rights received yet: nobody can be recognised.',
    backlog: 'Events waiting for the server: {count}',
    journalWell: 'The journal writes.',
    journalFailing: 'The journal cannot write ({problem}). Doors keep working; free the disk or replace it.',
    clockTrusted: 'The clock is right.',
    clockUntrusted: 'The clock is not certain: rights that depend on the time may be refused.',
    devices: 'Devices',
    noDevices: 'No device has announced itself yet.',
    online: 'online',
    offline: 'offline',
    unknown: 'not heard yet',
  },
  fr: {
    title: 'Boîtier du bâtiment',
    connected: 'Relié au serveur depuis le {since}',
    alone:
      'Seul depuis le {since}. Les portes continuent de décider ; ce qui se passe est conservé et transmis plus tard.',
    cut: 'La ligne a été coupée volontairement.',
    trouble: 'Dernier incident : {trouble}',
    snapshot: 'Droits en vigueur : version {version}',
    noSnapshot: 'Aucun droit reçu pour le moment : personne ne peut être reconnu.',
    backlog: 'Événements en attente du serveur : {count}',
    journalWell: 'Le journal s’écrit normalement.',
    journalFailing:
      'Le journal ne peut plus s’écrire ({problem}). Les portes fonctionnent ; libérez le disque ou remplacez-le.',
    clockTrusted: 'L’horloge est juste.',
    clockUntrusted: 'L’horloge n’est pas certaine : les droits liés à l’heure peuvent être refusés.',
    devices: 'Équipements',
    noDevices: 'Aucun équipement ne s’est encore annoncé.',
    online: 'en ligne',
    offline: 'hors ligne',
    unknown: 'pas encore entendu',
  },
} as const

export type Language = keyof typeof texts
