/** The pages of the organization under Settings, each for whoever may read what it shows; the palette lists them too. */
export const SETTINGS_PAGES = [
  { page: 'sites', to: '/settings/sites', needs: 'places.read' },
  { page: 'rules', to: '/settings/rules', needs: 'access.read' },
  { page: 'accounts', to: '/settings/accounts', needs: 'accounts.read' },
  { page: 'roles', to: '/settings/roles', needs: 'accounts.read' },
  { page: 'keys', to: '/settings/keys', needs: 'accounts.read' },
  { page: 'edges', to: '/settings/edges', needs: 'equipment.read' },
  { page: 'import', to: '/settings/import', needs: 'accounts.read' },
  { page: 'messages', to: '/settings/messages', needs: 'accounts.read' },
  { page: 'documents', to: '/privacy/documents', needs: 'register.read' },
  { page: 'retention', to: '/privacy/retention', needs: 'privacy.manage' },
  { page: 'measures', to: '/privacy/measures', needs: 'privacy.manage' },
  { page: 'breaches', to: '/privacy/breaches', needs: 'privacy.manage' },
  { page: 'releases', to: '/privacy/releases', needs: 'privacy.manage' },
  { page: 'support', to: '/privacy/support', needs: 'support.use' },
  { page: 'backup', to: '/settings/backup', needs: 'backups.run' },
  { page: 'installation', to: '/settings/installation', needs: 'accounts.read' },
] as const

export type SettingsPage = (typeof SETTINGS_PAGES)[number]['page']

/** What is looked after on other pages, and looked for here. */
export const BESIDE_SETTINGS = [
  { page: 'delegation', to: '/settings/roles', needs: 'accounts.read' },
  { page: 'campaigns', to: '/access/campaigns', needs: 'access.read' },
  { page: 'reports', to: '/events/reports', needs: 'events.read' },
  { page: 'rollouts', to: '/doors/changes', needs: 'equipment.read' },
] as const
