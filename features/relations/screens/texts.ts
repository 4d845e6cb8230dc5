/** What is said to whoever deals with those outside when it refuses. */
export const texts = {
  en: {
    'problem.message_closed': 'This message is closed. Who writes again writes another.',
    'problem.message_answered': 'This message was answered already.',
    'problem.message_there_already': 'It is with this team already.',
    'problem.messages_too_many':
      'Many messages came from this address. Write us a letter, or try again tomorrow.',
    'problem.source_unknown': 'The register in force names no such source. Nothing was kept.',
    'problem.source_supplier_missing': 'Name who passed this person on. Nothing was kept.',
    'problem.source_address_missing': 'Give the address of the page where it stands. Nothing was kept.',
    'problem.source_in_future': 'It was collected today or before. Choose the day again.',
  },
  fr: {
    'problem.message_closed': 'Ce message est clos. Qui écrit de nouveau en écrit un autre.',
    'problem.message_answered': 'Ce message a déjà reçu une réponse.',
    'problem.message_there_already': 'Il est déjà auprès de cette équipe.',
    'problem.messages_too_many':
      'Beaucoup de messages sont venus de cette adresse. Écrivez-nous une lettre, ou réessayez demain.',
    'problem.source_unknown': 'Le registre en vigueur ne connaît pas cette source. Rien n’a été conservé.',
    'problem.source_supplier_missing': 'Indiquez qui nous a transmis cette personne. Rien n’a été conservé.',
    'problem.source_address_missing': 'Donnez l’adresse de la page où cela se trouve. Rien n’a été conservé.',
    'problem.source_in_future': 'La collecte date d’aujourd’hui ou d’avant. Choisissez de nouveau le jour.',
  },
} as const
