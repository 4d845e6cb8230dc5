/** The door of testing: helpers that suites of every feature share. */
export { emptyDatabase, testDatabase, testOrganization, testServer, type TestDatabase } from './database.ts'
