/** What happens to places, as the logbook says it. */
export const texts = {
  en: {
    event: {
      organization: { changed: 'Organization changed' },
      site: { created: 'Residence added', changed: 'Residence changed', removed: 'Residence removed' },
      building: { created: 'Building added', changed: 'Building changed', removed: 'Building removed' },
      floor: { created: 'Floor added', changed: 'Floor changed', removed: 'Floor removed' },
      unit: { created: 'Home added', changed: 'Home changed', removed: 'Home removed' },
    },
  },
  fr: {
    event: {
      organization: { changed: 'Organisation modifiée' },
      site: { created: 'Résidence ajoutée', changed: 'Résidence modifiée', removed: 'Résidence retirée' },
      building: { created: 'Bâtiment ajouté', changed: 'Bâtiment modifié', removed: 'Bâtiment retiré' },
      floor: { created: 'Étage ajouté', changed: 'Étage modifié', removed: 'Étage retiré' },
      unit: { created: 'Logement ajouté', changed: 'Logement modifié', removed: 'Logement retiré' },
    },
  },
} as const
