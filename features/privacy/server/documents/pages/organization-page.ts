/** A public page of one organization, under its register in force: written whole, and taking what its form sends. */
import { resolveOrganization } from '@loge/features/accounts/server'
import type { Register } from '@loge/features/law/core'
import { registerAt, timeZoneOf } from '@loge/features/law/server'
import { type AskedPage, type Page, type PageAnswer, Problem, type SentPage } from '@loge/http'
import type { Instant, OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { Database } from '@loge/storage'
import { isOperatorNamed } from '../../../core/index.ts'
import { announced } from './announced.ts'
import { framedPage, wordsFor } from './frame.ts'
import { type Html, html } from './html.ts'

export interface Place {
  readonly transaction: Transaction
  readonly organizationId: OrganizationId
  /** As whoever reads it knows the organization. */
  readonly name: string
  readonly register: Register
  readonly now: Instant
  /** Where the organization counts its days. */
  readonly timeZone: string
}

export interface Written {
  readonly status: number
  readonly title: string
  readonly body: Html
}

export interface PageParts {
  readonly write: (place: Place, asked: AskedPage) => Promise<Written>
  readonly receive?: (place: Place, sent: SentPage) => Promise<Written | { readonly redirect: `/${string}` }>
  readonly fromAnywhere?: true
  /** Where several organizations share an address and none is named: what holds for all of them. */
  readonly anybodys?: (asked: AskedPage) => PageAnswer
}

export interface PageDeps {
  readonly database: Database
  readonly world: { readonly now: () => Instant }
}

type Answer = Written | { readonly redirect: `/${string}` }

export const organizationPage = (deps: PageDeps, path: Page['path'], parts: PageParts): Page => {
  const { write, receive, fromAnywhere, anybodys } = parts
  const inside = async <Asked extends AskedPage>(
    asked: Asked,
    work: (place: Place, asked: Asked) => Promise<Answer>,
  ): Promise<PageAnswer> => {
    const { database, world } = deps
    const organization = await resolveOrganization(database, asked.query['organization']).catch(
      (error: unknown) => {
        if (error instanceof Problem) return undefined
        throw error
      },
    )
    if (organization === undefined) {
      if (anybodys !== undefined && asked.query['organization'] === undefined) return anybodys(asked)
      const { whichTitle: title, whichLead } = wordsFor(asked.language)
      const body = html`<h1>${title}</h1><p class="lead">${whichLead}</p>`
      return { status: 404, html: framedPage({ asked, name: undefined, path, title, body }) }
    }
    return database.transaction(organization.id, async (transaction) => {
      const register = await registerAt(transaction, organization.id, world.now())
      const name = isOperatorNamed(register) ? register.controller.name : organization.name
      const timeZone = await timeZoneOf(transaction)
      const place = {
        transaction,
        organizationId: organization.id,
        name,
        register,
        now: world.now(),
        timeZone,
      }
      const answer = await work(place, asked)
      if ('redirect' in answer) return answer
      const { status, title, body: own } = answer
      const body = html`${await announced(place, asked, world.now())}${own}`
      return { status, html: framedPage({ asked, name, path, title, body }) }
    })
  }
  return {
    path,
    answer: (asked) => inside(asked, write),
    ...(receive === undefined ? {} : { receive: (sent) => inside(sent, receive) }),
    ...(fromAnywhere === undefined ? {} : { fromAnywhere }),
  }
}
