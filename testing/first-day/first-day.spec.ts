/** A manager's first day, once in English and once in French, each in a house of its own that starts empty. */
import { describe } from 'vitest'
import { firstDay } from './story.ts'

describe.each(['en', 'fr'] as const)('in %s', firstDay)
