/** Words of contracts with recipients. */
export const texts = {
  en: {
    contracts: {
      title: 'Contracts with recipients',
      toRegister: 'To the register, where contracts are written down',
      until: 'Binds until {day}.',
      stopped: '{count, plural, one {One transfer} other {# transfers}} stopped, the last one {when}.',
      states: {
        binds: 'in order',
        ending: 'ends soon',
        contract_missing: 'no contract: nothing is sent',
        contract_without_document: 'no signed document: nothing is sent',
        contract_without_confidentiality: 'no secrecy clause: nothing is sent',
        contract_without_clauses: 'clauses missing: nothing is sent',
        adequacy_over: 'no adequacy decision in force: nothing is sent',
        contract_over: 'over: nothing is sent',
      },
    },
  },
  fr: {
    contracts: {
      title: 'Contrats avec les destinataires',
      toRegister: 'Vers le registre, où les contrats sont notés',
      until: 'En vigueur jusqu’au {day}.',
      stopped:
        '{count, plural, one {Une transmission arrêtée} other {# transmissions arrêtées}}, la dernière : {when}.',
      states: {
        binds: 'en règle',
        ending: 'bientôt à terme',
        contract_missing: 'pas de contrat : rien n’est transmis',
        contract_without_document: 'pas de document signé : rien n’est transmis',
        contract_without_confidentiality: 'pas de clause de secret : rien n’est transmis',
        contract_without_clauses: 'clauses manquantes : rien n’est transmis',
        adequacy_over: 'plus de décision d’adéquation en vigueur : rien n’est transmis',
        contract_over: 'terminé : rien n’est transmis',
      },
    },
  },
} as const
