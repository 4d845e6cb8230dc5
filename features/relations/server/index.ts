export { deliverOutLetters } from './letters.ts'
export { publicForms } from './pages/index.ts'
export { relationsEndpoints } from './routes.ts'
export { relationsTables } from './tables.ts'
