export {
  APPLICATION_CHANNELS,
  APPLICATION_STATES,
  isClosed,
  moveApplication,
  STAFF_STEPS,
  type ApplicationChannel,
  type ApplicationRefusal,
  type ApplicationState,
  type ApplicationStep,
} from './applications/application.ts'
export { SPECIAL_KINDS, specialIn, strikeOut, type SpecialKind } from './applications/special.ts'
export {
  actOnMessage,
  MESSAGE_STATES,
  SUBJECTS,
  TEAM_OF,
  TEAMS,
  type MessageAct,
  type MessageRefusal,
  type MessageState,
  type Subject,
  type Team,
} from './contact.ts'
export {
  ACTIVE_REASONS,
  actOnFile,
  CONTACT_CHANNELS,
  DIRECTIONS,
  END_REASONS,
  FILE_KINDS,
  isOfShow,
  mayWrite,
  nightOf,
  ORIGINS,
  reviewDay,
  type ActiveReason,
  type EndReason,
  type FileAct,
  type FileKind,
  type FileRefusal,
  type LetterRefusal,
  type ShowKind,
  type LoggedContact,
  type Origin,
} from './files.ts'
export { relationsFacts } from './facts.ts'
export { fillForm, formOf, knownIn, type FilledForm, type FormFault, type FormInput } from './form.ts'
export { LEFT_OUT, leftOut, type LeftOut, type Subscriber } from './newsletter.ts'
export {
  acceptSource,
  isIndirect,
  noticeDueOn,
  type NewSource,
  type Source,
  type SourceRefusal,
} from '@loge/features/people/core'
export { ownSource } from './source.ts'
