/** Every public form of those outside. */
import type { Page } from '@loge/http'
import type { RelationsDeps } from '../deps.ts'
import { applyPage } from './apply-page.ts'
import { appliedPage } from './applied-page.ts'
import { contactPage } from './contact-page.ts'
import { newsletterPages } from './newsletter-page.ts'

export const publicForms = (deps: RelationsDeps): readonly Page[] => [
  contactPage(deps),
  applyPage(deps),
  appliedPage(deps),
  ...newsletterPages(deps),
]
