/** What the address of the page says: the saved view that is to be sent regularly. */
export interface ReportSearch {
  readonly view?: string
}

export const readReportSearch = (raw: Readonly<Record<string, unknown>>): ReportSearch => {
  const { view } = raw
  return typeof view === 'string' && /^viw_[0-9a-f]{32}$/.test(view) ? { view } : {}
}
