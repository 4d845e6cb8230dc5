/** What the edge's own page says. */
export const texts = {
  en: {
    title: 'Edge',
    languages: 'Language',
    away: 'This edge no longer answers this page. Below is what it said last.',
    connected: 'Connected to the server since {since}',
    alone: 'On its own since {since}. Doors keep deciding; what happens is kept and delivered later.',
    withdrawn:
      'This edge was taken out of service: its doors let everybody out, and nobody in. To take it back, create a code in the console (Settings, Edges) and start it with LOGE_ENROLMENT_CODE=CODE; what it recorded meanwhile is delivered then.',
    cut: 'The line was cut on purpose.',
    trouble: 'Last trouble: {trouble}',
    /** What a server says that no waiting mends. */
    troubles: {
      protocol_unsupported:
        'The server and this edge are of releases that do not understand each other. Install the same release on both; the doors keep deciding meanwhile.',
      edge_revoked:
        'This edge was taken out of service. Doors keep deciding until its rights run out. To bring it back, make a new code in the console under Settings, Edges.',
      edge_unknown:
        'The server does not know this edge: it may be another server, or one restored from before the edge joined. Check LOGE_SERVER_URL, or make a new code in the console under Settings, Edges.',
      proof_invalid:
        'The server does not accept the key of this edge. Make a new code in the console under Settings, Edges.',
    },
    snapshot: 'Rights in force: version {version}',
    snapshotDamaged:
      'The rights on the disk are damaged ({problem}): nobody enters until the server has sent them again. Everybody gets out. Look at the disk.',
    noSnapshot: 'No rights received yet: nobody can be recognised.',
    backlog: 'Events waiting for the server: {count}',
    journalWell: 'The journal writes.',
    journalFailing: 'The journal cannot write ({problem}). Doors keep working; free the disk or replace it.',
    clockTrusted: 'The clock is right.',
    clockUntrusted: 'The clock is not certain: rights that depend on the time may be refused.',
    zone: 'Times are those of the residence ({zone}).',
    zoneUnknown: 'Times are in UTC until the server has said in which time zone the residence is.',
    devices: 'Devices',
    noDevices: 'No device has announced itself yet.',
    online: 'online',
    offline: 'offline',
    unknown: 'not heard yet',
  },
  fr: {
    title: 'Boîtier du bâtiment',
    languages: 'Langue',
    away: 'Ce boîtier ne répond plus à cette page. Voici ce qu’il disait en dernier.',
    connected: 'Relié au serveur depuis le {since}',
    alone:
      'Seul depuis le {since}. Les portes continuent de décider ; ce qui se passe est conservé et transmis plus tard.',
    withdrawn:
      'Ce boîtier a été mis hors service : ses portes laissent sortir tout le monde et n’ouvrent à personne. Pour le reprendre, créez un code dans la console (Réglages, Boîtiers) et démarrez-le avec LOGE_ENROLMENT_CODE=CODE ; ce qu’il a noté entre-temps sera alors transmis.',
    cut: 'La ligne a été coupée volontairement.',
    trouble: 'Dernier incident : {trouble}',
    troubles: {
      protocol_unsupported:
        'Le serveur et ce boîtier sont de versions qui ne se comprennent pas. Installez la même version des deux côtés ; les portes continuent de décider d’ici là.',
      edge_revoked:
        'Ce boîtier a été mis hors service. Les portes décident jusqu’au terme de ses droits. Pour le remettre, créez un nouveau code dans la console : Réglages, Boîtiers.',
      edge_unknown:
        'Le serveur ne connaît pas ce boîtier : c’est peut-être un autre serveur, ou une sauvegarde d’avant son inscription. Vérifiez LOGE_SERVER_URL, ou créez un nouveau code dans la console : Réglages, Boîtiers.',
      proof_invalid:
        'Le serveur n’accepte pas la clé de ce boîtier. Créez un nouveau code dans la console : Réglages, Boîtiers.',
    },
    snapshot: 'Droits en vigueur : version {version}',
    snapshotDamaged:
      'Les droits gardés sur le disque sont abîmés ({problem}) : personne n’entre tant que le serveur ne les a pas renvoyés. Tout le monde peut sortir. Vérifiez le disque.',
    noSnapshot: 'Aucun droit reçu pour le moment : personne ne peut être reconnu.',
    backlog: 'Événements en attente du serveur : {count}',
    journalWell: 'Le journal s’écrit normalement.',
    journalFailing:
      'Le journal ne peut plus s’écrire ({problem}). Les portes fonctionnent ; libérez le disque ou remplacez-le.',
    clockTrusted: 'L’horloge est juste.',
    clockUntrusted: 'L’horloge n’est pas certaine : les droits liés à l’heure peuvent être refusés.',
    zone: 'Les heures sont celles de la résidence ({zone}).',
    zoneUnknown: 'Les heures sont en UTC tant que le serveur n’a pas indiqué le fuseau de la résidence.',
    devices: 'Équipements',
    noDevices: 'Aucun équipement ne s’est encore annoncé.',
    online: 'en ligne',
    offline: 'hors ligne',
    unknown: 'pas encore entendu',
  },
} as const

export type Language = keyof typeof texts
