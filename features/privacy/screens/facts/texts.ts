/** What the log says of the rights of people. */
export const texts = {
  en: {
    event: {
      register: {
        drafted: 'Register of processing drafted',
        published: 'Register of processing published',
        discarded: 'Draft of the register thrown away',
        withdrawn: 'Register taken back before it took effect',
      },
      document: { published: 'Document published', answered: 'Document read or agreed to' },
      privacy: {
        disclosed: 'Personal data given to a recipient',
        copied: 'Copy of personal data handed out',
        erasure_asked: 'Erasure of a person asked for',
        erased: 'Person erased, and looked for without finding anything',
        erasure_doubted: 'Something was found again after an erasure',
        restricted: 'Use of somebody’s data frozen',
        restriction_lifted: 'Use of somebody’s data freed again',
        consent_given: 'Consent given',
        consent_withdrawn: 'Consent taken back',
        objected: 'Somebody said no to marketing or profiling',
        objection_lifted: 'Somebody allowed marketing or profiling again',
        directive_kept: 'Directive for after death lodged',
        directive_revoked: 'Directive for after death revoked',
      },
    },
  },
  fr: {
    event: {
      register: {
        drafted: 'Registre des traitements rédigé',
        published: 'Registre des traitements publié',
        discarded: 'Brouillon du registre abandonné',
        withdrawn: 'Registre retiré avant de prendre effet',
      },
      document: { published: 'Document publié', answered: 'Document lu ou accepté' },
      privacy: {
        disclosed: 'Données personnelles transmises à un destinataire',
        copied: 'Copie de données personnelles remise',
        erasure_asked: 'Effacement d’une personne demandé',
        erased: 'Personne effacée, et recherchée ensuite sans rien trouver',
        erasure_doubted: 'Quelque chose a été retrouvé après un effacement',
        restricted: 'Utilisation des données d’une personne gelée',
        restriction_lifted: 'Utilisation des données d’une personne rétablie',
        consent_given: 'Accord donné',
        consent_withdrawn: 'Accord retiré',
        objected: 'Opposition à la prospection ou au profilage',
        objection_lifted: 'Opposition à la prospection ou au profilage levée',
        directive_kept: 'Directive après décès déposée',
        directive_revoked: 'Directive après décès révoquée',
      },
    },
  },
} as const
