/** What the log says of the service itself. */
export const texts = {
  en: {
    event: {
      service: {
        planned: 'Interruption announced to everybody',
        cancelled: 'Announced interruption called off',
        stopped: 'The service was interrupted',
        changed: 'What is said of an interruption was changed',
      },
    },
  },
  fr: {
    event: {
      service: {
        planned: 'Interruption annoncée à tout le monde',
        cancelled: 'Interruption annoncée, puis annulée',
        stopped: 'Le service a été interrompu',
        changed: 'Ce qui est dit d’une interruption a été modifié',
      },
    },
  },
} as const
