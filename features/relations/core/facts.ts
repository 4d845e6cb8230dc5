/** What happens between the house and those outside, as the log keeps it: ids and codes, never a name or a word. */
import { defineFacts } from '@loge/features/events/core'

const application = { applicationId: 'the application' }
const message = { contactMessageId: 'the message' }
const team = 'whose it is to answer'

export const relationsFacts = defineFacts({
  messageReceived: {
    type: 'message.received',
    version: 1,
    retention: 'audit',
    payload: { ...message, subject: 'what it is about, as a code', team },
  },
  messageMoved: {
    type: 'message.moved',
    version: 1,
    retention: 'audit',
    payload: { ...message, act: 'what was done, as a code', team },
  },
  applicationReceived: {
    type: 'application.received',
    version: 1,
    retention: 'audit',
    payload: { ...application, channel: 'by which way it came, as a code' },
  },
  applicationMoved: {
    type: 'application.moved',
    version: 1,
    retention: 'audit',
    payload: { ...application, act: 'what was done, as a code' },
  },
  applicationOpened: {
    type: 'application.opened',
    version: 1,
    retention: 'audit',
    payload: { ...application, what: 'the file, the CV or the letter' },
  },
  applicationRefused: {
    type: 'application.refused',
    version: 1,
    retention: 'audit',
    payload: { route: 'what somebody without the right asked for, as a route' },
  },
  talentJoined: {
    type: 'talent.joined',
    version: 1,
    retention: 'audit',
    payload: { talentId: 'the place in the pool' },
  },
  talentLeft: {
    type: 'talent.left',
    version: 1,
    retention: 'audit',
    payload: { talentId: 'the place in the pool', by: 'candidate, consent, day or hired' },
  },
  talentOpened: {
    type: 'talent.opened',
    version: 1,
    retention: 'audit',
    payload: { talentId: 'the place in the pool' },
  },
  subscribed: {
    type: 'newsletter.subscribed',
    version: 1,
    retention: 'audit',
    payload: { subscriptionId: 'the subscription', newsletterListId: 'the list' },
  },
  unsubscribed: {
    type: 'newsletter.unsubscribed',
    version: 1,
    retention: 'audit',
    payload: { subscriptionId: 'the subscription', by: 'link, staff or bounced' },
  },
  newsletterSent: {
    type: 'newsletter.sent',
    version: 1,
    retention: 'audit',
    payload: { newsletterId: 'the letter', count: 'how many copies were written' },
  },
  fileOpened: {
    type: 'file.opened',
    version: 1,
    retention: 'audit',
    payload: {
      relationFileId: 'the file',
      kind: 'of whom, as a code',
      origin: 'who came to whom, as a code',
    },
  },
  fileMoved: {
    type: 'file.moved',
    version: 1,
    retention: 'audit',
    payload: { relationFileId: 'the file', kind: 'of whom, as a code', act: 'what was done, as a code' },
  },
  showAdded: {
    type: 'show.added',
    version: 1,
    retention: 'audit',
    payload: { tradeShowId: 'the show' },
  },
  sourceRecorded: {
    type: 'source.recorded',
    version: 1,
    retention: 'audit',
    payload: { provenanceId: 'the source', kind: 'from whom, as a code' },
  },
  sourceTold: {
    type: 'source.told',
    version: 1,
    retention: 'audit',
    payload: { provenanceId: 'the source', way: 'by e-mail or by staff' },
  },
})
