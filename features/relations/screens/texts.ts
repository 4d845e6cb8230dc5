/** What is said to whoever deals with those outside when it refuses. */
export const texts = {
  en: {
    'problem.message_closed': 'This message is closed. Who writes again writes another.',
    'problem.message_answered': 'This message was answered already.',
    'problem.message_there_already': 'It is with this team already.',
    'problem.messages_too_many':
      'Many messages came from this address. Write us a letter, or try again tomorrow.',
    'problem.file_open_already': 'They have an open file of this kind already. Look for it in the list.',
    'problem.file_without_name': 'Name whose file it is. Nothing was kept.',
    'problem.file_ended': 'This file has ended. Open another if they come back.',
    'problem.file_not_prospect':
      'Only the file of a prospect is active or not, or becomes that of a customer.',
    'problem.contact_in_future': 'A contact is logged once it has taken place. Choose the day again.',
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
    'problem.file_open_already': 'Un dossier de ce genre est déjà ouvert. Cherchez-le dans la liste.',
    'problem.file_without_name': 'Indiquez de qui est le dossier. Rien n’a été conservé.',
    'problem.file_ended': 'Ce dossier est terminé. Ouvrez-en un autre si la personne revient.',
    'problem.file_not_prospect':
      'Seul le dossier d’un prospect est actif ou non, ou devient celui d’un client.',
    'problem.contact_in_future':
      'Un contact se note une fois qu’il a eu lieu. Choisissez de nouveau le jour.',
    'problem.source_unknown': 'Le registre en vigueur ne connaît pas cette source. Rien n’a été conservé.',
    'problem.source_supplier_missing': 'Indiquez qui nous a transmis cette personne. Rien n’a été conservé.',
    'problem.source_address_missing': 'Donnez l’adresse de la page où cela se trouve. Rien n’a été conservé.',
    'problem.source_in_future': 'La collecte date d’aujourd’hui ou d’avant. Choisissez de nouveau le jour.',
  },
} as const
