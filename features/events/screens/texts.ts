/** What the log's own refusals say to a person. */
export const texts = {
  en: {
    'problem.event_unknown': 'There is no such event, or it is already erased.',
    'problem.edge_batch_invalid': 'The controller sent events without a number of its own. None was stored.',
    'problem.edge_numbering_broken':
      'The numbers of this controller have too many gaps to be believed. Enrol it again to start a new journal.',
    'problem.person_filter_forbidden': 'Searching the events of one person needs the right to see people.',
    'problem.look_required': 'Say first why you look at the passages of this person.',
    'problem.saved_view_unknown': 'This view is gone, or it is somebody else’s.',
    'problem.too_many_views': 'You have 50 views already. Remove one first.',
    'problem.look_account_required': 'Sign in: only a person can say why they look.',
    'problem.event_type_unknown': 'There is no such type of event.',
    'problem.time_range_invalid': 'The period must end after it begins, and last 92 days at most.',
  },
  fr: {
    'problem.event_unknown': 'Cet événement n’existe pas, ou il a déjà été effacé.',
    'problem.edge_batch_invalid':
      'Le contrôleur a envoyé des événements qui ne portent pas son numéro. Aucun n’a été enregistré.',
    'problem.edge_numbering_broken':
      'La numérotation de ce contrôleur a trop de trous pour être crue. Enrôlez-le de nouveau pour ouvrir un nouveau journal.',
    'problem.person_filter_forbidden':
      'Pour chercher les événements d’une personne, il faut avoir le droit de voir les personnes.',
    'problem.look_required': 'Dites d’abord pourquoi vous regardez les passages de cette personne.',
    'problem.saved_view_unknown': 'Cette vue n’existe plus, ou elle est à quelqu’un d’autre.',
    'problem.too_many_views': 'Vous avez déjà 50 vues. Supprimez-en une d’abord.',
    'problem.look_account_required': 'Connectez-vous : seule une personne peut dire pourquoi elle regarde.',
    'problem.event_type_unknown': 'Ce type d’événement n’existe pas.',
    'problem.time_range_invalid': 'La période doit finir après avoir commencé, et durer 92 jours au plus.',
  },
} as const
