import { keptBranchHere } from '../attendance/here.ts'
import { kindNamed } from '../attendance/kinds.ts'
import { totals } from '../attendance/commands/totals.ts'
import { onlyKeepers } from '../attendance/texts.ts'
import { addDays, dayOf, type Day } from '../calendar/day.ts'
import { wordsOf } from '../duties/commands/meant.ts'
import type { ReminderParts } from '../reminders/parts.ts'
import type { Command, Turn } from '../talk/command.ts'
import { say, type Reply } from '../talk/message.ts'
import { dutiesIn, figuresOf } from './figures.ts'
import { nextPeriod, periodIn, type Period } from './period.ts'
import * as texts from './texts.ts'

/** 本季度开展情况, 季通报草稿, 本月统计, 三会一课够不够: totals from the ledger, of one branch, for its keepers. */
export function bulletinCommands(parts: ReminderParts): readonly Command[] {
  return [
    {
      intents: ['stats.report'],
      for: 'keepers',
      where: 'bound',
      example: '起草三季度通报',
      run: turn => report(parts, turn),
    },
  ]
}

async function report({ office, calendar }: ReminderParts, turn: Turn): Promise<Reply> {
  const branch = keptBranchHere(turn)
  if (branch === undefined) return say(onlyKeepers)
  const { trx, now, reading } = turn
  const { ask } = reading.slots
  const kind = reading.slots.activity === undefined ? undefined : kindNamed(reading.slots.activity)
  const isCounted =
    ask === 'compliance' || ask === 'draft_bulletin' || kind !== undefined || wordsOf(turn).includes('统计')
  if (!isCounted || /率|排名|名次/.test(wordsOf(turn))) return say(await totals(turn))
  const words = ask === 'compliance' ? `${wordsOf(turn)} 三会一课` : wordsOf(turn)
  const period = periodIn(words, dayOf(now))
  const figures = await figuresOf(trx, office, calendar, branch, period, now)
  // 党课今年开了几次 is answered for 党课 alone.
  if (kind !== undefined && ask !== 'draft_bulletin')
    return say(
      texts.oneKindText(
        figures,
        kind.name,
        figures.held.find(held => held.kind === kind.code),
      ),
    )
  if (ask === 'compliance') return say(texts.complianceText(figures))
  if (ask !== 'draft_bulletin') return say(texts.totalsText(figures))
  const next = await dutiesIn(
    trx,
    office,
    calendar,
    { branch, ...ahead(nextPeriod(period), dayOf(now)) },
    now,
  )
  return say(
    texts.bulletin(
      figures,
      next.filter(({ closed }) => !closed),
    ),
  )
}

const QUARTER = 90

/** 下一步 of a draft that is written late begins today: what is over by then is no next step. */
function ahead({ from, to }: Pick<Period, 'from' | 'to'>, today: Day): Pick<Period, 'from' | 'to'> {
  return { from: from < today ? today : from, to: to < today ? addDays(today, QUARTER) : to }
}
