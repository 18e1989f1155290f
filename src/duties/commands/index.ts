import type { Command } from '../../talk/command.ts'
import { create } from './create.ts'
import type { DutyParts } from './meant.ts'
import { askDuties } from './query.ts'
import { assign, move, reword } from './steer.ts'
import { tick } from './tick.ts'

/** What can be said of duties, in the order of the help menu. */
export function dutyCommands(parts: DutyParts): readonly Command[] {
  return [
    {
      intents: ['duty.query'],
      for: 'everyone',
      where: 'bound',
      example: '本月有哪些事',
      run: turn => askDuties(parts, turn),
    },
    {
      intents: ['duty.done'],
      for: 'everyone',
      where: 'bound',
      example: '责任书签完了',
      run: turn => tick(parts, turn, 'done'),
    },
    { intents: ['duty.waive'], for: 'everyone', where: 'bound', run: turn => tick(parts, turn, 'waived') },
    { intents: ['duty.undo'], for: 'everyone', where: 'bound', run: turn => tick(parts, turn, 'open') },
    {
      intents: ['duty.create'],
      for: 'everyone',
      where: 'bound',
      example: '3月底前签责任书,提前一周提醒各科室',
      run: turn => create(parts, turn),
    },
    { intents: ['duty.move'], for: 'keepers', where: 'bound', run: turn => move(parts, turn) },
    { intents: ['duty.assign'], for: 'everyone', where: 'bound', run: turn => assign(parts, turn) },
    { intents: ['duty.word'], for: 'keepers', where: 'single', run: turn => reword(parts, turn) },
  ]
}
