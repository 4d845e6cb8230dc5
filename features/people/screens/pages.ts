/** The pages of people, each loaded when it is first opened. */
export const loadResidentsPage = () => import('./residents/residents-page.tsx')
export const loadNewPersonPage = () => import('./new-person/new-person-page.tsx')
export const loadIntakeForm = () => import('./new-person/intake-form.tsx')
