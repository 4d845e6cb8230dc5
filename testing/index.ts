/** The door of testing: helpers that suites of every feature share. */
export { testApi, type TestAnswer, type TestApi, type TestApiSettings } from './api.ts'
export { emptyDatabase, testDatabase, testOrganization, testServer, type TestDatabase } from './database.ts'
export { fromThemselves, insertTestPerson, type TestPerson } from './people.ts'
