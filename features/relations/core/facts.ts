/** What happens between the house and those outside, as the log keeps it: ids and codes, never a name or a word. */
import { defineFacts } from '@loge/features/events/core'

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
