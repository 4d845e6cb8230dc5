/** What is said of an interruption to whoever reads of it, on the page and by mail. */
import type { Cause } from './interruption.ts'

export type Language = 'en' | 'fr'

const en = {
  title: 'How the service stands',
  lead: 'We look after it day and night as well as we can, and promise no result. Here is every interruption, with its cause.',
  fine: 'Everything works.',
  now: 'Something does not work right now',
  planned: 'Announced work is going on',
  doors: 'Doors go on without us: each building decides by itself who may enter, with or without a network.',
  coming: 'To come',
  history: 'The last twelve months',
  nothing: 'No interruption.',
  since: (day: string) => `measured since ${day}`,
  share: (percent: string) => `${percent} of the time it was there`,
  head: ['When', 'How long', 'Cause', 'What happened'],
  goesOn: 'goes on',
  unsaid: 'not known yet',
  minutes: (count: number) => `${count} min`,
  hours: (count: string) => `${count} h`,
  span: (from: string, until: string) => `${from} – ${until}`,
  cancelled: 'called off',
  causes: {
    maintenance: 'maintenance',
    update: 'update',
    improvement: 'improvement',
    force_majeure: 'outside event: force majeure',
    third_party: 'outside event: a third party',
    fault: 'a fault of ours',
  } satisfies Readonly<Record<Cause, string>>,
  letter: {
    subject: 'The service may stop on {day}',
    text: '{words}\n\nFrom {from} to {until}. Cause: {cause}.\n\n{doors}\n\nHow the service stands: {address}\n',
    offSubject: 'Called off: no interruption on {day}',
    offText:
      'The interruption announced from {from} to {until} does not take place.\n\nHow the service stands: {address}\n',
  },
}

const fr: typeof en = {
  title: 'État du service',
  lead: 'Nous en prenons soin jour et nuit, de notre mieux, sans obligation de résultat. Voici chaque interruption, avec sa cause.',
  fine: 'Tout fonctionne.',
  now: 'Quelque chose ne fonctionne pas en ce moment',
  planned: 'Une intervention annoncée est en cours',
  doors:
    'Les portes continuent sans nous : chaque bâtiment décide lui-même qui peut entrer, avec ou sans réseau.',
  coming: 'À venir',
  history: 'Les douze derniers mois',
  nothing: 'Aucune interruption.',
  since: (day) => `mesuré depuis le ${day}`,
  share: (percent) => `disponible ${percent} du temps`,
  head: ['Quand', 'Durée', 'Cause', 'Ce qui s’est passé'],
  goesOn: 'en cours',
  unsaid: 'pas encore connue',
  minutes: (count) => `${count} min`,
  hours: (count) => `${count} h`,
  span: (from, until) => `${from} – ${until}`,
  cancelled: 'annulée',
  causes: {
    maintenance: 'maintenance',
    update: 'mise à jour',
    improvement: 'amélioration',
    force_majeure: 'événement extérieur : force majeure',
    third_party: 'événement extérieur : un tiers',
    fault: 'une panne de notre fait',
  },
  letter: {
    subject: 'Le service peut s’interrompre le {day}',
    text: '{words}\n\nDu {from} au {until}. Cause : {cause}.\n\n{doors}\n\nÉtat du service : {address}\n',
    offSubject: 'Annulé : pas d’interruption le {day}',
    offText: 'L’interruption annoncée du {from} au {until} n’aura pas lieu.\n\nÉtat du service : {address}\n',
  },
}

export const serviceWords: Readonly<Record<Language, typeof en>> = { en, fr }
