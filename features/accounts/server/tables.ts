/** The tables of accounts, and what each column is under the law. */
import {
  declareTable,
  notPersonal,
  type AccountId,
  type Category,
  type Erase,
  type Field,
  type Id,
  type OrganizationId,
  type PersonId,
  type SiteId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { Generated } from 'kysely'
import type { Scope } from '../core/index.ts'

interface OfOrganization {
  organization_id: OrganizationId
}

export interface RoleRow extends OfOrganization {
  id: Id<'role'>
  code: string
  permissions: string[]
  scopes: Scope['kind'][]
  built_in: boolean
  /** Null for the built-in ones, whose names are texts. */
  name: string | null
  version: number
  retired_at: Timestamp | null
}

export interface AccountRow extends OfOrganization {
  id: AccountId
  person_id: PersonId
  email: string
  status: 'active' | 'suspended'
  suspended_at: Timestamp | null
  suspension_article: string | null
  suspension_reason: string | null
  created_at: Timestamp
  last_signed_in_at: Timestamp | null
  version: number
}

export interface AccountPasswordRow extends OfOrganization {
  account_id: AccountId
  hash: string
  set_at: Timestamp
}

export interface PasskeyRow extends OfOrganization {
  id: Id<'passkey'>
  account_id: AccountId
  credential_id: string
  public_key: Buffer
  counter: number
  transports: string[]
  label: string
  added_at: Timestamp
  last_used_at: Timestamp | null
}

export interface RoleAssignmentRow extends OfOrganization {
  id: Id<'roleAssignment'>
  account_id: AccountId
  role_id: Id<'role'>
  scope: Scope['kind']
  site_id: SiteId | null
  given_at: Timestamp
  given_by: string | null
  ended_at: Timestamp | null
  /** Decided when it was given: from then on it is not held any more. */
  expires_at: Timestamp | null
}

export interface DelegationRow extends OfOrganization {
  id: Id<'delegation'>
  /** Of its giver: whoever loses that has nothing handed over. */
  assignment_id: Id<'roleAssignment'>
  account_id: AccountId
  permissions: string[]
  scope: 'organization' | 'site'
  site_id: SiteId | null
  reason: string
  given_at: Timestamp
  starts_at: Timestamp
  ends_at: Timestamp
  ended_at: Timestamp | null
}

export type SignInMethod = 'link' | 'password' | 'passkey'

export interface SessionRow extends OfOrganization {
  id: Id<'session'>
  account_id: AccountId
  token_hash: Buffer
  method: SignInMethod
  device: string
  network: string | null
  language: 'en' | 'fr' | null
  started_at: Timestamp
  last_used_at: Timestamp
  idle_ms: number
  expires_at: Timestamp
  confirmed_at: Timestamp
}

export interface SignInLinkRow extends OfOrganization {
  id: Id<'signInLink'>
  account_id: AccountId
  secret_hash: Buffer
  created_at: Timestamp
  expires_at: Timestamp
  used_at: Timestamp | null
}

export interface SignInChallengeRow extends OfOrganization {
  id: Id<'signInChallenge'>
  account_id: AccountId | null
  challenge: string
  expires_at: Timestamp
}

export interface SignInFailureRow extends OfOrganization {
  subject_hash: Buffer
  failures: number
  last_at: Timestamp
  tries: Generated<number>
  tries_since: Timestamp | null
  locked_until: Timestamp | null
}

export interface ApiKeyRow extends OfOrganization {
  id: Id<'apiKey'>
  label: string
  token_hash: Buffer
  role_id: Id<'role'>
  scope: 'organization' | 'site'
  site_id: SiteId | null
  created_at: Timestamp
  created_by: AccountId | null
  expires_at: Timestamp | null
  last_used_at: Timestamp | null
  revoked_at: Timestamp | null
}

export type AccountTables = {
  role: RoleRow
  account: AccountRow
  account_password: AccountPasswordRow
  passkey: PasskeyRow
  role_assignment: RoleAssignmentRow
  delegation: DelegationRow
  session: SessionRow
  sign_in_link: SignInLinkRow
  sign_in_challenge: SignInChallengeRow
  sign_in_failure: SignInFailureRow
  api_key: ApiKeyRow
}

const personal = (pd: Category, source: 'provided' | 'observed', erase: Erase = 'delete_row'): Field => ({
  pd,
  for: ['account_security'],
  source,
  portable: pd !== 'authentication_secret',
  erase,
})

const organization_id = notPersonal('the tenant')
const id = notPersonal('a random identifier')
const account_id = personal('account', 'observed')
const seen = personal('account', 'observed')
const secret = personal('authentication_secret', 'provided')
const ofAccount = { subject: { via: 'account_id', table: 'account' }, rows: 'delete' } as const
const ofNobody = { subject: 'no_subject', rows: 'none' } as const
const aboutRole = notPersonal('says what a role is, not who holds it')

export const accountTables: readonly TableDeclaration[] = [
  declareTable<RoleRow>({
    ...ofNobody,
    table: 'role',
    columns: {
      organization_id,
      id,
      code: aboutRole,
      permissions: aboutRole,
      scopes: aboutRole,
      built_in: aboutRole,
      name: aboutRole,
      version: notPersonal('counts changes of a row'),
      retired_at: aboutRole,
    },
  }),
  declareTable<AccountRow>({
    table: 'account',
    subject: { via: 'person_id', table: 'person' },
    rows: 'delete',
    startsForPerson: { last_contact_from_person: 'last_signed_in_at' },
    columns: {
      organization_id,
      id: account_id,
      person_id: personal('identity', 'observed'),
      email: personal('contact', 'provided'),
      status: seen,
      suspended_at: seen,
      suspension_article: seen,
      suspension_reason: personal('free_text', 'provided'),
      created_at: seen,
      last_signed_in_at: seen,
      version: notPersonal('counts changes of a row'),
    },
  }),
  declareTable<AccountPasswordRow>({
    ...ofAccount,
    table: 'account_password',
    columns: { organization_id, account_id, hash: secret, set_at: seen },
  }),
  declareTable<PasskeyRow>({
    ...ofAccount,
    table: 'passkey',
    columns: {
      organization_id,
      id,
      account_id,
      credential_id: secret,
      public_key: secret,
      counter: notPersonal('counts uses, to notice a copied passkey'),
      transports: seen,
      label: personal('free_text', 'provided'),
      added_at: seen,
      last_used_at: seen,
    },
  }),
  declareTable<RoleAssignmentRow>({
    ...ofAccount,
    table: 'role_assignment',
    aboutOthers: true,
    starts: { recorded: ['ended_at', 'expires_at'] },
    startsForPerson: { relation_ended: ['ended_at', 'expires_at'] },
    // Everybody who lives here may see their own: that is no duty.
    passesOver: { column: 'scope', is: 'own' },
    columns: {
      organization_id,
      id,
      account_id,
      role_id: seen,
      scope: seen,
      site_id: seen,
      given_at: seen,
      given_by: {
        pd: 'action_record',
        for: ['account_security'],
        source: 'observed',
        portable: true,
        whose: [{ via: 'given_by', table: 'account' }],
        erase: 'null',
      },
      ended_at: seen,
      expires_at: seen,
    },
  }),
  declareTable<DelegationRow>({
    ...ofAccount,
    table: 'delegation',
    aboutOthers: true,
    starts: { recorded: ['ended_at', 'ends_at'] },
    columns: {
      organization_id,
      id,
      assignment_id: seen,
      account_id,
      permissions: seen,
      scope: seen,
      site_id: seen,
      reason: personal('free_text', 'provided'),
      given_at: seen,
      starts_at: seen,
      ends_at: seen,
      ended_at: seen,
    },
  }),
  declareTable<SessionRow>({
    ...ofAccount,
    table: 'session',
    starts: { recorded: 'expires_at' },
    columns: {
      organization_id,
      id,
      account_id,
      token_hash: secret,
      method: seen,
      device: seen,
      network: personal('action_record', 'observed'),
      language: personal('language', 'observed'),
      started_at: seen,
      last_used_at: seen,
      idle_ms: notPersonal('a time-out'),
      expires_at: seen,
      confirmed_at: seen,
    },
  }),
  declareTable<SignInLinkRow>({
    ...ofAccount,
    table: 'sign_in_link',
    starts: { recorded: 'expires_at' },
    columns: {
      organization_id,
      id,
      account_id,
      secret_hash: secret,
      created_at: seen,
      expires_at: seen,
      used_at: seen,
    },
  }),
  declareTable<SignInChallengeRow>({
    ...ofAccount,
    table: 'sign_in_challenge',
    starts: { recorded: 'expires_at' },
    columns: {
      organization_id,
      id,
      account_id,
      challenge: notPersonal('a random number, valid for minutes'),
      expires_at: notPersonal('a technical deadline'),
    },
  }),
  declareTable<SignInFailureRow>({
    ...ofNobody,
    table: 'sign_in_failure',
    columns: {
      organization_id,
      subject_hash: notPersonal(
        'a digest of an address that was tried; forgotten after a day, tied to no person',
      ),
      failures: notPersonal('counts failures to slow down guessing'),
      last_at: notPersonal('when guessing was last tried'),
      tries: notPersonal('counts failures to lock guessing out'),
      tries_since: notPersonal('since when they are counted'),
      locked_until: notPersonal('until when guessing is locked out'),
    },
  }),
  declareTable<ApiKeyRow>({
    table: 'api_key',
    subject: { via: 'created_by', table: 'account' },
    rows: 'anonymise',
    starts: { recorded: 'revoked_at' },
    columns: {
      organization_id,
      id,
      label: notPersonal('names a system, not a person'),
      token_hash: notPersonal('a digest of the secret of a system'),
      role_id: aboutRole,
      scope: aboutRole,
      site_id: aboutRole,
      created_at: notPersonal('when a system was connected'),
      created_by: {
        pd: 'action_record',
        for: ['staff_accountability'],
        source: 'observed',
        portable: false,
        erase: 'null',
      },
      expires_at: notPersonal('a deadline of a system'),
      last_used_at: notPersonal('when a system called'),
      revoked_at: notPersonal('when a system was disconnected'),
    },
  }),
]
