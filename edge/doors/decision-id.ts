/** Names one decision, so that the records of its beginning and its end find each other. */
import { uuidFrom, type Clock, type Randomness } from '@loge/kernel'

export const newDecisionId = (world: Clock & Randomness): string => uuidFrom(world.now(), world.bytes(10))
