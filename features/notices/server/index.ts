export { deliverNotices, type DeliveryDeps } from './deliver-notices.ts'
export { forgetNotices } from './forget-notices.ts'
export {
  fill,
  type Letter,
  type LetterFile,
  type Occasion,
  type SendLetter,
  type Template,
} from './letter.ts'
export { afterTry, claimedAt, drainOutbox, longestDue } from './outbox.ts'
export { lettersAbout } from './letters-about.ts'
export { putNotices } from './put-notices.ts'
export { noticesEndpoints, type NoticesDeps } from './routes.ts'
export { noticeTables, type NoticeTables } from './tables.ts'
