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
export { relationsFacts } from './facts.ts'
export { fillForm, formOf, knownIn, type FilledForm, type FormFault, type FormInput } from './form.ts'
export { LEFT_OUT, leftOut, type LeftOut, type Subscriber } from './newsletter.ts'
export {
  acceptSource,
  isIndirect,
  noticeDueOn,
  ownSource,
  type NewSource,
  type Source,
  type SourceRefusal,
} from './source.ts'
