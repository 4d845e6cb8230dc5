/** What the service says when it refuses. */
export const texts = {
  en: {
    'problem.interruption_too_soon': 'People are told two days before. Choose a later hour.',
    'problem.interruption_times_wrong':
      'It ends after it begins, and announced hours have an end. What was measured stays as it was.',
    'problem.interruption_begun': 'Only announced hours that have not begun can be called off.',
  },
  fr: {
    'problem.interruption_too_soon':
      'Tout le monde est prévenu deux jours avant. Choisissez une heure plus tardive.',
    'problem.interruption_times_wrong':
      'La fin vient après le début, et des heures annoncées ont une fin. Ce qui a été mesuré ne change pas.',
    'problem.interruption_begun': 'Seules des heures annoncées qui n’ont pas commencé peuvent être annulées.',
  },
} as const
