/** The pages of people, each loaded when it is first opened. */
export const loadResidentsPage = () => import('./residents/residents-page.tsx')
