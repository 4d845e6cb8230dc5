/** Settles the simulated residence into an installation: `move-in` before anything is connected, `doors` once devices announced themselves. */
import { fileURLToPath } from 'node:url'
import { readConfiguration } from '../../../server/configuration.ts'
import { joinInstallation } from '../../../server/installation.ts'
import { makeResidence } from '../residence.ts'
import { readSeed } from '../seed-file.ts'
import { furnishOnce, moveIn } from './settle.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const { configuration } = readConfiguration(process.env, root)
const installation = await joinInstallation(configuration)
const residence = makeResidence(await readSeed(configuration.dataDir))
const [organization] = await installation.database.organizations()
if (organization === undefined) throw new Error('there is no organization to move into')
const settling = { configuration, installation, organizationId: organization.id, residence }
await (process.argv[2] === 'move-in' ? moveIn(settling) : furnishOnce(settling))
await installation.close()
