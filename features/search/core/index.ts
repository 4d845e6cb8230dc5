export { homesNamed, readQuestion, type SearchQuestion } from './question.ts'
