/** What the installation was set to and, for whoever runs it, its interruptions. */
import { loadInstallationPage } from '@loge/features/backups/screens'
import { loadServiceDesk } from '@loge/features/service/screens'
import { useMay } from './use-may.ts'

export const loadInstallation = async () => {
  const [{ InstallationPage }, { ServiceDesk }] = await Promise.all([
    loadInstallationPage(),
    loadServiceDesk(),
  ])
  return { Installation: () => <InstallationPage also={useMay()('backups.run') ? <ServiceDesk /> : null} /> }
}
