export { Problem } from './problem.ts'
export { serve, type Call, type Endpoint, type Principal, type PermissionGrant, type Reach } from './endpoint.ts'
