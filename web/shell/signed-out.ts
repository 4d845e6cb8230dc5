/** Whether a refusal means that nobody is signed in any more. */
import { ApiProblem } from '@loge/http/client'

export const isSignedOut = (error: unknown): boolean => error instanceof ApiProblem && error.status === 401
