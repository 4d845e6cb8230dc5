/** The pages of imports, each loaded when it is first opened. */
export const loadImportPage = () => import('./import/import-page.tsx')
