/** What happens to schedules and holiday calendars, as the logbook says it. */
export const texts = {
  en: {
    event: {
      schedule: { created: 'Schedule added', changed: 'Schedule changed', retired: 'Schedule withdrawn' },
      holiday_calendar: {
        created: 'Holiday calendar added',
        changed: 'Holiday calendar changed',
        retired: 'Holiday calendar withdrawn',
      },
    },
  },
  fr: {
    event: {
      schedule: { created: 'Horaire ajouté', changed: 'Horaire modifié', retired: 'Horaire retiré' },
      holiday_calendar: {
        created: 'Calendrier des jours fériés ajouté',
        changed: 'Calendrier des jours fériés modifié',
        retired: 'Calendrier des jours fériés retiré',
      },
    },
  },
} as const
