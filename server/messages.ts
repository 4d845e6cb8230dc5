/** What Loge says on the command line, in both languages. `{name}` stands for a value. */
import { fill } from '@loge/features/notices/server'
import type { StorageError } from '@loge/storage'

export const messages = {
  en: {
    'start.title': 'Loge is running',
    'start.console': 'Console',
    'start.residence': 'Residence',
    'start.residenceAt': '{url} (cause trouble here)',
    'start.edge': 'Edge',
    'start.edgeRevoked': '{url} (out of service: its doors let nobody in)',
    'start.mqtt': 'MQTT',
    'start.mqttOwn': 'your broker (LOGE_MQTT_URL)',
    'start.data': 'Data',
    'start.dataElsewhere': '{folder} (database: {place})',
    'start.dataOwn': '{folder} and your PostgreSQL',
    'start.stop': 'Stop',
    'start.stopBy': 'Ctrl+C; nothing is lost',
    'start.takeBack': 'The edge was taken out of service. {how}',
    'start.linkWorks': 'It works once, for ten minutes; npx loge link makes another.',
    'start.stopping': 'stopping',
    'start.databaseAgain': 'the database stopped by itself and is being started again',
    'start.damaged':
      'the disk had damaged what {count} devices last announced (logs/broker.log): one that stays away needs its power taken and given back',
    'start.noBroker':
      'Nothing answers at {address} (LOGE_MQTT_URL). Start that broker or correct the address; without the setting Loge brings its own.',
    'storage.data_dir_in_use':
      'Another Loge is running on {folder}. Stop it first, or set LOGE_DATA_DIR to another folder.',
    'storage.data_dir_read_only':
      '{folder} cannot be written. Correct its permissions, or set LOGE_DATA_DIR to another folder.',
    'storage.data_dir_full': 'There is no room left for {folder}. Free some space, then start again.',
    'storage.data_dir_unreachable':
      'PostgreSQL cannot reach {folder}. Start Loge as an ordinary user, or set LOGE_DATA_DIR to another folder.',
    'storage.data_dir_other_version':
      '{folder} belongs to another version of PostgreSQL. Start the Loge that made it, back up, and restore here.',
    'storage.database_newer_than_code':
      'The database was made by a newer Loge than this one. Start the newer version.',
    'storage.database_not_migrated': 'The database has no tables of Loge yet. Run npx loge migrate.',
    'storage.database_away': 'PostgreSQL does not answer. Nothing was changed: ask again.',
    'start.settingsWrong': 'These settings keep Loge from starting:',
    'start.settingsList': 'npx loge config lists every setting.',
    'step.database': 'database',
    'step.broker': 'message broker',
    'step.brokerOwn': 'message broker (yours)',
    'step.server': 'server',
    'step.people': 'homes and people of the simulated residence',
    'step.edge': 'edge',
    'step.residence': 'simulated residence',
    'step.doors': 'doors, badges and rights',
    'step.migrated': 'database brought up to date ({count} steps)',
    'edge.takeBack':
      'Create a code in the console (Settings, Edges), stop Loge, then: LOGE_ENROLMENT_CODE=CODE npm start',
    'edge.revoked':
      '{name} was taken out of service on {since} and no other serves its site: its doors let nobody in. {how}',
    'edge.alone':
      '{name} has not been heard since {since}: its doors decide by what they know. See its page and its network.',
    'edge.neverConnected':
      '{name} was enrolled on {since} and was never heard. Start it, or take it out of service.',
    'setting.port': 'must be a port from 1 to 65535, for example 8420',
    'setting.oneOf': 'must be one of {choices}',
    'setting.address': 'must be an address that begins with {shapes}',
    'setting.or': ' or ',
    'setting.whole': 'must be a whole number from {least} to {most}',
    'setting.empty': 'must not be empty',
    'setting.locations': 'must name places with their country, for example database=FR,mail=DE',
    'setting.unknown': 'is not a setting of Loge; `npx loge config` lists them all',
    'setting.inTheClear':
      'would let what people say to Loge be read on its way from another machine; put a proxy with a certificate in front and set LOGE_PUBLIC_URL=https://… (docs/guides/production.md), or leave LOGE_HTTP_HOST at localhost',
    'setting.samePort': 'is {port}, like {other}; each needs its own port',
    'setting.hidden': '(set, not shown)',
    'setting.given': '* set in the environment; the others are defaults',
    'what.LOGE_LANGUAGE': 'language of what npm start and npx loge say: fr or en; empty: as LANG says',
    'what.LOGE_DATA_DIR': 'where the embedded database, keys and the edge journal live',
    'what.LOGE_HTTP_HOST': 'address the server listens on; localhost: this machine only',
    'what.LOGE_HTTP_PORT': 'port of the console, the API and the live stream',
    'what.LOGE_PUBLIC_URL': 'address people type, when a proxy stands in front; empty: http://HOST:PORT',
    'what.LOGE_DATABASE_URL': 'your PostgreSQL 15 or newer; empty: the embedded one',
    'what.LOGE_MQTT_URL': 'your MQTT broker; empty: the embedded one',
    'what.LOGE_MQTT_HOST': 'address the embedded broker listens on',
    'what.LOGE_MQTT_PORT': 'port of the embedded broker',
    'what.LOGE_EDGE_PORT': 'port of the edge’s own status page (loopback only)',
    'what.LOGE_SIMULATOR_PORT': 'port of the simulated residence’s page (loopback only)',
    'what.LOGE_SIMULATION': 'whether npm start runs the simulated residence',
    'what.LOGE_SMTP_URL':
      'your mail server, for sign-in links and reports by e-mail; empty: links are handed over in person',
    'what.LOGE_MAIL_FROM': 'sender of the letters',
    'what.LOGE_LOCATIONS':
      'where data lie and are worked on, with the country of each: database=FR,mail=DE,backups=FR; empty: not said',
    'what.LOGE_METRICS_TOKEN': 'lets a Prometheus on another machine read /metrics; empty: this machine only',
    'what.LOGE_TRUSTED_PROXIES':
      'addresses of proxies whose X-Forwarded-For is believed, with commas; empty: none',
    'what.LOGE_BACKUP_DIR': 'folder that gets a backup every day; empty: none is made by itself',
    'what.LOGE_BACKUP_HOUR': 'hour of the day from which it is made, in UTC',
    'what.LOGE_BACKUP_KEEP': 'how many of them stay',
    'what.LOGE_BACKUP_PASSPHRASE_FILE':
      'file whose first line seals them; empty: readable, with the keys beside',
    'what.LOGE_LOG_LEVEL': 'how much the server writes to its log',
    'cli.overview': 'loge <command> [options]',
    'cli.more': 'loge <command> --help says more. Settings: loge config',
    'cli.noCommand': 'There is no command "{name}".',
    'command.serve': 'the server alone, without edge, broker or simulation',
    'command.edge': 'the process in the building: decides at the doors, with or without the server',
    'command.migrate': 'show and apply what the database needs; forward only',
    'command.key create': 'an API key, shown once',
    'command.organization list': 'the organizations of this installation, and who answers for their data',
    'command.organization create':
      'another organization that sees nothing of the others, and its administrator’s sign-in link',
    'command.link': 'a one-time sign-in link for the administrator',
    'command.purge': 'counts or erases what is over by the register',
    'command.verify-log': 'checks that nothing in the record was changed',
    'command.backup': 'everything of one moment, into a file or a folder, while Loge runs',
    'command.restore': 'a backup into a new data folder (and an empty database), then checked',
    'command.uplink': 'cut or restore the line between the edge and the server (simulated residence only)',
    'command.doctor': 'what on this machine would keep Loge from running well',
    'command.config': 'every setting, its value in force and what it means',
    noInstallation:
      'There is no Loge in {folder}. Set LOGE_DATA_DIR to its data folder, or run npm start once to make one there.',
    'organization.none': 'There is no organization yet. Run npm start once; it makes the first one.',
    'organization.which': 'Say which one with --organization: {slugs}',
    'organization.missing': '--{name} is missing.\n{usage}',
    'organization.slug': '--slug takes small letters, digits and hyphens: les-tilleuls',
    'organization.email': '--email takes an e-mail address',
    'organization.language': '--language takes fr or en',
    'organization.preset': '--preset takes one of {names}',
    'organization.line': '{slug}: {name}, data answered for by {controller} ({country})',
    'organization.lineWithout': '{slug}: {name}, no register of its own yet',
    'organization.taken': 'There is an organization {slug} already. Choose another --slug.',
    'organization.made': 'Made: {name} ({slug})',
    'organization.another': 'Another: npx loge link --organization {slug}',
    'uplink.say': 'say `loge uplink cut` or `loge uplink restore`',
    'uplink.noEdge': 'No edge answers at {address}. Start one with npm start.',
    'uplink.notSimulated':
      'This edge does not take part in a simulation, so its line cannot be cut from here.',
    'uplink.cut': 'The line is cut. Doors decide on their own; the console says since when.',
    'uplink.restored': 'The line is back. What happened meanwhile is on its way, marked late.',
    'serve.ready': 'Loge answers at {origin}',
    'passphrase.none': 'There is no passphrase at {path}, or it cannot be read.',
    'passphrase.short': 'The passphrase in {path} is shorter than {least} characters. Take a longer one.',
    'link.signIn': 'Sign in: {url}',
    'link.works': 'It works once, for ten minutes.',
    'key.role': '--role takes one of {roles}',
    'key.rolePersonal':
      'The role {role} is about what is one’s own, and a key is nobody’s. --role takes one of {roles}. For a person, give them an account: in the console, under Settings, Who signs in',
    'key.days': '--days takes a whole number from 1 to 3650',
    'key.once': 'Shown once: keep it where secrets are kept. Use it as  Authorization: Bearer <key>',
    'key.label': 'Made on the command line',
    'backup.to': '--to takes a path: one that ends in .tar becomes one file, any other a folder',
    'backup.choose':
      'Choose what becomes of the installation’s keys:\n  --passphrase-file FILE  the whole backup is sealed, keys included; without the passphrase nobody opens it, nor do you\n  --keys-beside           the backup is readable as it is, and the keys are written beside it in a file of their own;\n                          keep that file elsewhere',
    'backup.made': 'Backup made: {path}',
    'backup.size': '{rows} rows of {tables} tables ({events} events), {megabytes} MB, in {seconds} s',
    'backup.sealed': 'Sealed with your passphrase: without it nobody opens the backup, nor do you.',
    'backup.keys': 'The keys are in {path}. Keep them elsewhere: a restore needs both.',
    'restore.from': '--from takes the path of a backup',
    'restore.ledger': 'name the ledger with --ledger, or say --without-ledger, not both',
    'restore.checked': 'every part of the backup is checked',
    'restore.rows': 'the rows are put back',
    'restore.log': 'the log of {name} is verified',
    'restore.done': 'Restored to the moment of the backup, {at}.',
    'restore.intact': '{name}: log intact, {blocks} blocks, {events} events',
    'restore.broken': '{name}: the log was broken in the backup already, at block {block} ({what})',
    'restore.signIn':
      'Everybody signs in again: npx loge link. Edges connect by themselves and bring what they remember.',
    'restore.review':
      'Rights, keys and accounts that were withdrawn after the backup are in force again: look through them.',
    'log.anchor': '--anchor takes NUMBER:HASH, as an earlier run printed it',
    'log.counts': '{blocks} blocks, {events} events ({erased} erased, {purged} past their period)',
    'purge.which': 'Say --dry-run to count, or --now to erase.',
    'purge.nothing': 'Nothing is overdue.',
    'purge.table': '{table}: {rows} over, {held} kept by a hold',
    'purge.certificate': 'Done. Certificate: {hash}',
    'log.intact': 'Intact: {counts}.',
    'log.head': 'Head to keep elsewhere: {head}',
    'log.broken': 'Broken at block {block}: {what}.',
    'log.brokenEvent': 'Broken at block {block}: {what}, event {event}.',
    'doctor.ok': 'ok',
    'doctor.attention': 'attention',
    'doctor.wrong': 'wrong',
    'check.settings': 'settings',
    'check.node': 'node',
    'check.disk': 'disk',
    'check.ports': 'ports',
    'check.broker': 'broker',
    'check.database': 'database',
    'check.edges': 'edges',
    'check.pages': 'pages',
    'doctor.settings': 'every LOGE_ variable is known and valid',
    'doctor.oldNode':
      'Node {version}: Loge runs on the Node 24 of its lock file. Run npm start, which installs it.',
    'doctor.disk': '{gigabytes} GB free at {folder}',
    'doctor.diskShort':
      '{gigabytes} GB free at {folder}. Plan for 1 GB at least: events and the edge journal grow with the building.',
    'doctor.running': 'Loge is running and holds its ports',
    'doctor.portFree': '{address} is free',
    'doctor.portTaken': '{address} is taken by another program. Stop it, or set {name} to a free port.',
    'doctor.embeddedBroker': 'the embedded one',
    'doctor.embeddedDatabase': 'the embedded one',
    'doctor.answers': '{address} answers',
    'doctor.noBroker': 'nothing answers at {address} (LOGE_MQTT_URL). Doors would not hear badges.',
    'doctor.postgres': 'your PostgreSQL answers',
    'doctor.noDatabase': 'LOGE_DATABASE_URL does not answer ({why})',
    'doctor.noReason': 'no reason given',
    'doctor.noEdge': 'none is enrolled: no door is decided. Add one in the console (Settings, Edges).',
    'doctor.edges': 'every site that has one is heard',
    'doctor.pages': 'built',
    'doctor.noPages': 'not built yet; npm start builds them',
  },
  fr: {
    'start.title': 'Loge fonctionne',
    'start.console': 'Console',
    'start.residence': 'Résidence',
    'start.residenceAt': '{url} (provoquez-y des incidents)',
    'start.edge': 'Boîtier',
    'start.edgeRevoked': '{url} (hors service : ses portes n’ouvrent à personne)',
    'start.mqtt': 'MQTT',
    'start.mqttOwn': 'votre courtier de messages (LOGE_MQTT_URL)',
    'start.data': 'Données',
    'start.dataElsewhere': '{folder} (base de données : {place})',
    'start.dataOwn': '{folder} et votre PostgreSQL',
    'start.stop': 'Arrêter',
    'start.stopBy': 'Ctrl+C ; rien n’est perdu',
    'start.takeBack': 'Le boîtier a été mis hors service. {how}',
    'start.linkWorks': 'Ce lien sert une seule fois, pendant dix minutes ; npx loge link en donne un autre.',
    'start.stopping': 'arrêt en cours',
    'start.databaseAgain': 'la base de données s’est arrêtée d’elle-même ; elle redémarre',
    'start.damaged':
      'le disque a abîmé la dernière annonce de {count} équipements (logs/broker.log) : coupez puis rendez le courant à celui qui reste absent',
    'start.noBroker':
      'Rien ne répond à {address} (LOGE_MQTT_URL). Démarrez ce courtier ou corrigez l’adresse ; sans ce réglage, Loge apporte le sien.',
    'storage.data_dir_in_use':
      'Un autre Loge tourne déjà sur {folder}. Arrêtez-le d’abord, ou donnez un autre dossier à LOGE_DATA_DIR.',
    'storage.data_dir_read_only':
      'Impossible d’écrire dans {folder}. Corrigez ses droits, ou donnez un autre dossier à LOGE_DATA_DIR.',
    'storage.data_dir_full': 'Il n’y a plus de place pour {folder}. Libérez de l’espace, puis relancez.',
    'storage.data_dir_unreachable':
      'PostgreSQL ne peut pas atteindre {folder}. Lancez Loge en simple utilisateur, ou donnez un autre dossier à LOGE_DATA_DIR.',
    'storage.data_dir_other_version':
      '{folder} appartient à une autre version de PostgreSQL. Lancez le Loge qui l’a créé, sauvegardez, puis restaurez ici.',
    'storage.database_newer_than_code':
      'La base vient d’un Loge plus récent que celui-ci. Lancez la version plus récente.',
    'storage.database_not_migrated': 'La base n’a pas encore les tables de Loge. Lancez npx loge migrate.',
    'storage.database_away': 'PostgreSQL ne répond pas. Rien n’a été modifié : redemandez.',
    'start.settingsWrong': 'Ces réglages empêchent Loge de démarrer :',
    'start.settingsList': 'npx loge config donne la liste des réglages.',
    'step.database': 'base de données',
    'step.broker': 'courtier de messages',
    'step.brokerOwn': 'courtier de messages (le vôtre)',
    'step.server': 'serveur',
    'step.people': 'logements et habitants de la résidence simulée',
    'step.edge': 'boîtier',
    'step.residence': 'résidence simulée',
    'step.doors': 'portes, badges et droits',
    'step.migrated': 'base de données mise à jour ({count} étapes)',
    'edge.takeBack':
      'Créez un code dans la console (Réglages, Boîtiers), arrêtez Loge, puis : LOGE_ENROLMENT_CODE=CODE npm start',
    'edge.revoked':
      '{name} a été mis hors service le {since} et aucun autre ne dessert son site : ses portes n’ouvrent à personne. {how}',
    'edge.alone':
      '{name} ne donne plus de nouvelles depuis le {since} : ses portes décident d’après ce qu’elles savent. Voyez sa page et son réseau.',
    'edge.neverConnected':
      '{name} a été inscrit le {since} et n’a jamais donné de nouvelles. Démarrez-le, ou mettez-le hors service.',
    'setting.port': 'doit être un port de 1 à 65535, par exemple 8420',
    'setting.oneOf': 'doit valoir {choices}',
    'setting.address': 'doit être une adresse qui commence par {shapes}',
    'setting.or': ' ou ',
    'setting.whole': 'doit être un nombre entier de {least} à {most}',
    'setting.empty': 'ne doit pas être vide',
    'setting.locations': 'doit nommer des lieux avec leur pays, par exemple database=FR,mail=DE',
    'setting.unknown': 'n’est pas un réglage de Loge ; `npx loge config` les donne tous',
    'setting.inTheClear':
      'laisserait lire en chemin, depuis une autre machine, ce que l’on dit à Loge ; placez devant lui un proxy avec un certificat et réglez LOGE_PUBLIC_URL=https://… (docs/guides/production.md), ou laissez LOGE_HTTP_HOST à localhost',
    'setting.samePort': 'vaut {port}, comme {other} ; il faut un port à chacun',
    'setting.hidden': '(défini, non affiché)',
    'setting.given': '* défini dans l’environnement ; les autres ont leur valeur par défaut',
    'what.LOGE_LANGUAGE': 'langue de npm start et de npx loge : fr ou en ; vide : celle de LANG',
    'what.LOGE_DATA_DIR': 'où se trouvent la base de données intégrée, les clés et le journal du boîtier',
    'what.LOGE_HTTP_HOST': 'adresse où le serveur écoute ; localhost : cette machine seulement',
    'what.LOGE_HTTP_PORT': 'port de la console, de l’API et du direct',
    'what.LOGE_PUBLIC_URL':
      'adresse que l’on tape, quand un mandataire se trouve devant ; vide : http://HOTE:PORT',
    'what.LOGE_DATABASE_URL': 'votre PostgreSQL 15 ou plus récent ; vide : la base intégrée',
    'what.LOGE_MQTT_URL': 'votre courtier MQTT ; vide : le courtier intégré',
    'what.LOGE_MQTT_HOST': 'adresse où le courtier intégré écoute',
    'what.LOGE_MQTT_PORT': 'port du courtier intégré',
    'what.LOGE_EDGE_PORT': 'port de la page d’état du boîtier (cette machine seulement)',
    'what.LOGE_SIMULATOR_PORT': 'port de la page de la résidence simulée (cette machine seulement)',
    'what.LOGE_SIMULATION': 'si npm start fait vivre la résidence simulée',
    'what.LOGE_SMTP_URL':
      'votre serveur de courrier, pour les liens de connexion et les rapports ; vide : les liens se remettent en main propre',
    'what.LOGE_MAIL_FROM': 'expéditeur des lettres',
    'what.LOGE_LOCATIONS':
      'où les données se trouvent et sont traitées, avec le pays de chaque lieu : database=FR,mail=DE,backups=FR ; vide : non précisé',
    'what.LOGE_METRICS_TOKEN':
      'laisse un Prometheus d’une autre machine lire /metrics ; vide : cette machine seulement',
    'what.LOGE_TRUSTED_PROXIES':
      'adresses des mandataires dont on croit X-Forwarded-For, séparées par des virgules ; vide : aucune',
    'what.LOGE_BACKUP_DIR': 'dossier qui reçoit une sauvegarde par jour ; vide : aucune n’est faite d’office',
    'what.LOGE_BACKUP_HOUR': 'heure à partir de laquelle elle est faite, en UTC',
    'what.LOGE_BACKUP_KEEP': 'combien sont gardées',
    'what.LOGE_BACKUP_PASSPHRASE_FILE':
      'fichier dont la première ligne les scelle ; vide : lisibles, les clés à côté',
    'what.LOGE_LOG_LEVEL': 'ce que le serveur écrit dans son journal technique',
    'cli.overview': 'loge <commande> [options]',
    'cli.more': 'loge <commande> --help en dit plus. Réglages : loge config',
    'cli.noCommand': 'La commande « {name} » n’existe pas.',
    'command.serve': 'le serveur seul, sans boîtier, ni courtier, ni simulation',
    'command.edge': 'le processus du bâtiment : décide aux portes, avec ou sans le serveur',
    'command.migrate': 'montre et applique ce dont la base de données a besoin ; sans retour en arrière',
    'command.key create': 'une clé d’API, montrée une seule fois',
    'command.organization list': 'les organisations de cette installation, et qui répond de leurs données',
    'command.organization create':
      'une autre organisation, qui ne voit rien des autres, et le lien de connexion de son administrateur',
    'command.link': 'un lien de connexion à usage unique pour l’administrateur',
    'command.purge': 'compte ou efface ce qui est arrivé à terme selon le registre',
    'command.verify-log': 'vérifie que rien n’a été changé dans le journal',
    'command.backup': 'tout, à un même instant, dans un fichier ou un dossier, pendant que Loge fonctionne',
    'command.restore': 'une sauvegarde dans un dossier neuf (et une base vide), puis sa vérification',
    'command.uplink':
      'coupe ou rétablit la ligne entre le boîtier et le serveur (résidence simulée seulement)',
    'command.doctor': 'ce qui, sur cette machine, gênerait Loge',
    'command.config': 'chaque réglage, sa valeur et ce qu’il veut dire',
    noInstallation:
      'Il n’y a pas de Loge dans {folder}. Indiquez son dossier dans LOGE_DATA_DIR, ou lancez npm start une fois pour en créer un.',
    'organization.none':
      'Il n’y a pas encore d’organisation. Lancez npm start une fois ; il crée la première.',
    'organization.which': 'Dites laquelle avec --organization : {slugs}',
    'organization.missing': '--{name} manque.\n{usage}',
    'organization.slug': '--slug prend des minuscules, des chiffres et des tirets : les-tilleuls',
    'organization.email': '--email prend une adresse électronique',
    'organization.language': '--language prend fr ou en',
    'organization.preset': '--preset prend l’un de {names}',
    'organization.line': '{slug} : {name}, données sous la responsabilité de {controller} ({country})',
    'organization.lineWithout': '{slug} : {name}, pas encore de registre propre',
    'organization.taken': 'L’organisation {slug} existe déjà. Choisissez un autre --slug.',
    'organization.made': 'Créée : {name} ({slug})',
    'organization.another': 'Un autre lien : npx loge link --organization {slug}',
    'uplink.say': 'dites `loge uplink cut` (couper) ou `loge uplink restore` (rétablir)',
    'uplink.noEdge': 'Aucun boîtier ne répond à {address}. Démarrez-en un avec npm start.',
    'uplink.notSimulated': 'Ce boîtier ne fait pas partie d’une simulation : sa ligne ne se coupe pas d’ici.',
    'uplink.cut': 'La ligne est coupée. Les portes décident seules ; la console dit depuis quand.',
    'uplink.restored':
      'La ligne est rétablie. Ce qui s’est passé entre-temps est en route, marqué comme tardif.',
    'serve.ready': 'Loge répond à {origin}',
    'passphrase.none': 'Il n’y a pas de phrase secrète dans {path}, ou elle est illisible.',
    'passphrase.short':
      'La phrase secrète de {path} compte moins de {least} caractères. Prenez-en une plus longue.',
    'link.signIn': 'Se connecter : {url}',
    'link.works': 'Ce lien sert une seule fois, pendant dix minutes.',
    'key.role': '--role prend l’un de : {roles}',
    'key.rolePersonal':
      'Le rôle {role} porte sur ce qui est à soi, et une clé n’est à personne. --role prend l’un de : {roles}. Pour une personne, ouvrez-lui un compte : dans la console, Réglages, Qui se connecte',
    'key.days': '--days prend un nombre entier de 1 à 3650',
    'key.once':
      'Montrée une seule fois : gardez-la avec vos secrets. Elle s’emploie ainsi :  Authorization: Bearer <clé>',
    'key.label': 'Créée en ligne de commande',
    'backup.to': '--to prend un chemin : s’il finit par .tar, la sauvegarde est un fichier, sinon un dossier',
    'backup.choose':
      'Choisissez ce que deviennent les clés de l’installation :\n  --passphrase-file FICHIER  toute la sauvegarde est scellée, clés comprises ; sans la phrase secrète personne ne l’ouvre, vous non plus\n  --keys-beside              la sauvegarde se lit telle quelle, et les clés sont écrites à côté dans un fichier à part ;\n                             gardez ce fichier ailleurs',
    'backup.made': 'Sauvegarde faite : {path}',
    'backup.size': '{rows} lignes de {tables} tables ({events} événements), {megabytes} Mo, en {seconds} s',
    'backup.sealed':
      'Scellée par votre phrase secrète : sans elle, personne n’ouvre la sauvegarde, vous non plus.',
    'backup.keys': 'Les clés sont dans {path}. Gardez-les ailleurs : il faut les deux pour restaurer.',
    'restore.from': '--from prend le chemin d’une sauvegarde',
    'restore.ledger': 'donnez le registre avec --ledger, ou dites --without-ledger, pas les deux',
    'restore.checked': 'chaque partie de la sauvegarde est vérifiée',
    'restore.rows': 'les lignes sont remises en place',
    'restore.log': 'le journal de {name} est vérifié',
    'restore.done': 'Restauré à l’instant de la sauvegarde, {at}.',
    'restore.intact': '{name} : journal intact, {blocks} blocs, {events} événements',
    'restore.broken': '{name} : le journal était déjà rompu dans la sauvegarde, au bloc {block} ({what})',
    'restore.signIn':
      'Chacun se reconnecte : npx loge link. Les boîtiers se relient d’eux-mêmes et apportent ce qu’ils ont retenu.',
    'restore.review':
      'Les droits, clés et comptes retirés après la sauvegarde sont de nouveau en vigueur : passez-les en revue.',
    'log.anchor': '--anchor prend NUMERO:EMPREINTE, comme une vérification précédente l’a écrit',
    'log.counts': '{blocks} blocs, {events} événements ({erased} effacés, {purged} arrivés à leur terme)',
    'purge.which': 'Indiquez --dry-run pour compter, ou --now pour effacer.',
    'purge.nothing': 'Rien n’est en retard.',
    'purge.table': '{table} : {rows} à terme, {held} conservées pour motif légal',
    'purge.certificate': 'Fait. Certificat : {hash}',
    'log.intact': 'Intact : {counts}.',
    'log.head': 'Empreinte de tête, à garder ailleurs : {head}',
    'log.broken': 'Rompu au bloc {block} : {what}.',
    'log.brokenEvent': 'Rompu au bloc {block} : {what}, événement {event}.',
    'doctor.ok': 'bien',
    'doctor.attention': 'attention',
    'doctor.wrong': 'à régler',
    'check.settings': 'réglages',
    'check.node': 'node',
    'check.disk': 'disque',
    'check.ports': 'ports',
    'check.broker': 'courtier',
    'check.database': 'base',
    'check.edges': 'boîtiers',
    'check.pages': 'pages',
    'doctor.settings': 'chaque variable LOGE_ est connue et valable',
    'doctor.oldNode':
      'Node {version} : Loge fonctionne avec le Node 24 de son fichier de versions. Lancez npm start, qui l’installe.',
    'doctor.disk': '{gigabytes} Go libres dans {folder}',
    'doctor.diskShort':
      '{gigabytes} Go libres dans {folder}. Prévoyez au moins 1 Go : les événements et le journal du boîtier grandissent avec le bâtiment.',
    'doctor.running': 'Loge fonctionne et occupe ses ports',
    'doctor.portFree': '{address} est libre',
    'doctor.portTaken':
      '{address} est pris par un autre programme. Arrêtez-le, ou donnez un port libre à {name}.',
    'doctor.embeddedBroker': 'le courtier intégré',
    'doctor.embeddedDatabase': 'la base intégrée',
    'doctor.answers': '{address} répond',
    'doctor.noBroker':
      'rien ne répond à {address} (LOGE_MQTT_URL). Les portes n’entendraient pas les badges.',
    'doctor.postgres': 'votre PostgreSQL répond',
    'doctor.noDatabase': 'LOGE_DATABASE_URL ne répond pas ({why})',
    'doctor.noReason': 'sans raison donnée',
    'doctor.noEdge':
      'aucun n’est inscrit : aucune porte n’est décidée. Ajoutez-en un dans la console (Réglages, Boîtiers).',
    'doctor.edges': 'chaque site qui en a un est entendu',
    'doctor.pages': 'construites',
    'doctor.noPages': 'pas encore construites ; npm start s’en charge',
  },
} as const

export type Language = keyof typeof messages
export type MessageKey = keyof typeof messages.en
type Values = Readonly<Record<string, string | number>>
export type Tell = (key: MessageKey, values?: Values) => string

export const tellIn =
  (language: Language): Tell =>
  (key, values = {}) =>
    fill(
      messages[language][key],
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])),
    )

const isMessage = (key: string): key is MessageKey => key in messages.en

/** What keeps the database from being used: in English with its particulars, else as far as there are words for it. */
export const storageText = (error: StorageError, language: Language, folder: string): string => {
  const key = `storage.${error.code}`
  return language !== 'en' && isMessage(key) ? tellIn(language)(key, { folder }) : error.message
}

/** As this machine is set, where Loge is told nothing else. */
export const languageOf = (environment: Readonly<Record<string, string | undefined>>): Language => {
  const said = [
    environment['LOGE_LANGUAGE'],
    environment['LC_ALL'],
    environment['LC_MESSAGES'],
    environment['LANG'],
  ]
  return said
    .find((one) => one !== undefined && one !== '')
    ?.toLowerCase()
    .startsWith('fr') === true
    ? 'fr'
    : 'en'
}
