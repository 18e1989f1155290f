import type { Reading } from '../../src/understand/reading.ts'
import { understand } from '../../src/understand/understand.ts'
import { inGroup } from './messages.ts'
import type { Labelled } from './messages.ts'

export { inGroup, inSingleChat, names, secretary, utterances } from './messages.ts'

export function readLabelled({ text, chatType, role, prompt, quote, lastMark }: Labelled): Reading {
  return understand(text, {
    ...inGroup,
    chatType,
    role,
    ...(prompt !== undefined && { prompt }),
    ...(quote !== undefined && { quote }),
    ...(lastMark !== undefined && { lastMark }),
  })
}
