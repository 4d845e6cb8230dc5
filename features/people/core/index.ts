export {
  acceptDetails,
  decideOwnChange,
  noteSources,
  searchForm,
  sortNameOf,
  type PersonRefusal,
  type RefusedPerson,
} from './decide-person.ts'
export { peopleFacts } from './facts.ts'
export {
  civilities,
  dataSources,
  sourcedData,
  type Civility,
  type DataSource,
  type Person,
  type PersonDetails,
  type SourcedDatum,
  type Sources,
} from './person.ts'
export { acceptTelephone } from './telephone.ts'
export {
  decideTenancy,
  livesThereAt,
  tenancyRoles,
  type Tenancy,
  type TenancyRefusal,
  type TenancyRole,
} from './tenancy.ts'
