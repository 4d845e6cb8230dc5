/** Imported first: the edge runs on small computers, so memory counts for more than the last bit of speed. */
import { setFlagsFromString } from 'node:v8'

setFlagsFromString('--max-semi-space-size=1')
setFlagsFromString('--semi-space-growth-factor=1')
