/** What the log says of letters. */
export const texts = {
  en: {
    event: {
      notice: { sent: 'Letter sent', failed: 'Letter could not be sent', retried: 'Letter to be sent again' },
    },
  },
  fr: {
    event: {
      notice: {
        sent: 'Lettre envoyée',
        failed: 'Lettre impossible à envoyer',
        retried: 'Lettre à renvoyer',
      },
    },
  },
} as const
