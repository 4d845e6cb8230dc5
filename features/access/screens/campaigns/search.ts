/** What of a campaign is shown, as an address that can be shared. */
export const SHOWN = ['open', 'listed', 'decided', 'all'] as const
export type Shown = (typeof SHOWN)[number]

export interface CampaignSearch {
  readonly show?: Shown
  /** All of it, as on paper. */
  readonly print?: true
}

export const readCampaignSearch = (raw: Readonly<Record<string, unknown>>): CampaignSearch => {
  const show = SHOWN.find((one) => one === raw['show'])
  return { ...(show === undefined ? {} : { show }), ...(raw['print'] === true ? { print: true } : {}) }
}
