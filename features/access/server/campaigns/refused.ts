/** What is said when something about a campaign is refused. */
import { Problem } from '@loge/http'
import type { CampaignRefusal } from '../../core/index.ts'

type Code =
  | CampaignRefusal
  | 'campaign_decision_undone'
  | 'campaign_due_past'
  | 'campaign_empty'
  | 'campaign_open_already'
  | 'campaign_reviewer_powerless'
  | 'campaign_reviewers_changed'
  | 'campaign_site_uncovered'
  | 'campaign_undecided'

const SAID: Readonly<Record<Code, readonly [status: 403 | 409 | 422, text: string]>> = {
  campaign_closed: [409, 'This campaign is closed: it is a proof, and no longer changes.'],
  campaign_not_reviewer: [403, 'Somebody else was named to review this. Ask them, or have yourself named.'],
  campaign_own_right: [403, 'Nobody decides their own rights. Ask somebody else who manages the site.'],
  campaign_item_decided: [
    409,
    'Somebody decided this already. Look again; undo their decision first to change it.',
  ],
  campaign_right_gone: [409, 'This right no longer exists. There is nothing left to decide.'],
  campaign_reason_needed: [
    422,
    'Say why a right that is on a list is kept, or why one is ended or taken back.',
  ],
  campaign_end_not_earlier: [422, 'The last day must be today or later, and before the right ends anyway.'],
  campaign_decision_undone: [409, 'This decision was undone before. There is nothing left to do.'],
  campaign_due_past: [422, 'Choose today or a later day, within ten years.'],
  campaign_empty: [422, 'No right is in force there that this campaign would be about.'],
  campaign_open_already: [409, 'A campaign is open at this site already. Close it first.'],
  campaign_reviewers_changed: [409, 'Others were named to review meanwhile. Look who they are, then decide.'],
  campaign_reviewer_powerless: [
    422,
    'This colleague may not change rights there and could decide nothing. Choose another, or give them a role first.',
  ],
  campaign_site_uncovered: [422, 'Name at least one reviewer for the whole of each site, or nobody.'],
  campaign_undecided: [
    409,
    'Some rights are not decided yet. Decide them, or say why the campaign is closed without.',
  ],
}

/** A decision is somebody's: a key has no rights of its own to keep its hands off. */
export const accountRequired = (): Problem =>
  new Problem(403, 'account_required', 'This is for a person signed in, not for an API key.')

export const campaignRefused = (
  code: Code,
  positions: readonly number[] = [],
  list: 'items' | 'reviewers' = 'items',
): Problem => {
  const [status, text] = SAID[code]
  return new Problem(
    status,
    code,
    text,
    positions.map((position) => ({ pointer: `/${list}/${position}`, code, message: text })),
  )
}
