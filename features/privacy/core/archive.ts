/** What an archive may be opened for: nothing of daily work is among it. */
export const ARCHIVE_REASONS = ['legal_claims', 'legal_obligation', 'authority', 'person_asked'] as const
export type ArchiveReason = (typeof ARCHIVE_REASONS)[number]
