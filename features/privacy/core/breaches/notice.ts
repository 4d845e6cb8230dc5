/** The notification of a breach as an authority asks for it (GDPR art. 33(3)), filled in from what is recorded. */
import { categories, type Register } from '@loge/features/law/core'
import type { Instant } from '@loge/kernel'
import type { BreachStanding, NoticeStage } from './breach.ts'
import { noticeWords } from './notice-words.ts'

export interface NoticeLine {
  readonly head: string
  readonly text: string
}

export interface BreachNotice {
  readonly title: string
  readonly lines: readonly NoticeLine[]
}

interface NoticeAsked {
  readonly register: Register
  /** Where the register names nobody. */
  readonly organization: string
  readonly language: 'en' | 'fr'
  readonly stage: NoticeStage
  readonly lateReason: string
  /** Says a moment by the clock of the organization. */
  readonly say: (at: Instant) => string
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part.trim() !== '').join('\n')

export const breachNotice = (
  standing: BreachStanding,
  { register, organization, language, stage, lateReason, say }: NoticeAsked,
): BreachNotice => {
  const words = noticeWords[language]
  const { facts } = standing
  const { controller, jurisdiction } = register
  const { authority } = jurisdiction
  const { dpo } = controller
  const between = [facts.beganAt, facts.endedAt].map((at) => (at === null ? words.unknown : say(at)))
  const lines: readonly NoticeLine[] = [
    { head: words.to, text: joined([authority.name, authority.address, authority.web]) },
    {
      head: words.from,
      text: joined([controller.name === '' ? organization : controller.name, controller.address]),
    },
    {
      head: words.contact,
      text: joined(
        dpo === null
          ? [controller.email, controller.phone]
          : [dpo.name, dpo.email === '' ? controller.email : dpo.email, dpo.address],
      ),
    },
    { head: words.found, text: say(facts.foundAt) },
    { head: words.window, text: between.join(' – ') },
    { head: words.nature, text: joined([words.cause[facts.cause], facts.nature]) },
    {
      head: words.who,
      text: words.whoCounts
        .replace('{people}', String(standing.people))
        .replace('{records}', String(facts.records)),
    },
    { head: words.categories, text: facts.categories.map((one) => categories[one][language]).join('\n') },
    { head: words.consequences, text: facts.consequences },
    { head: words.measures, text: facts.measures },
    { head: words.risk, text: standing.risk === null ? words.notJudged : words.risks[standing.risk] },
    {
      head: words.people,
      text:
        standing.toldPeopleAt === null
          ? words.peopleNot
          : words.peopleTold.replace('{at}', say(standing.toldPeopleAt)),
    },
    { head: words.late, text: lateReason },
  ]
  return {
    title: words.title[stage],
    lines: [
      ...lines.filter(({ text }) => text.trim() !== ''),
      ...(stage === 'first' ? [{ head: '', text: words.more }] : []),
    ],
  }
}
