/** The pages of the rights of people, each loaded when it is first opened. */
export const loadMyDataPage = () => import('./my-data/my-data-page.tsx')
export const loadDocumentsPage = () => import('./documents/documents-page.tsx')
export const loadToAnswerPage = () => import('./documents/to-answer-page.tsx')
export const loadBreachesPage = () => import('./breaches/breaches-page.tsx')
export const loadDeskPage = () => import('./requests/desk-page.tsx')
export const loadRegisterPage = () => import('./register/register-page.tsx')
export const loadSupportPage = () => import('./support/support-page.tsx')
export const loadRetentionPage = () => import('./retention/retention-page.tsx')
