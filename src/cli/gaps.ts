import type { Command } from 'commander'
import { dayOf } from '../calendar/day.ts'
import { answersToReview } from '../rules/gaps/review.ts'
import { openGaps } from '../rules/gaps/store.ts'
import { remarksOf } from '../rules/gaps/texts.ts'
import { loadRuleBook } from '../rules/rule-book.ts'
import { print, withParts } from './parts.ts'

/** `rules gaps`: what the rule book leaves open, and the office's answers that have to be looked at again. */
export function gapsCommand(rules: Command): void {
  rules
    .command('gaps')
    .description('没答上的问题,和依据已修订、要重新核对的办公室答复')
    .option('--json', '输出一个 JSON')
    .action(list)
}

async function list({ json }: { json?: true }): Promise<void> {
  await withParts(async ({ ledger, settings, office, clock }) => {
    const open = await openGaps(ledger.read)
    const book = loadRuleBook(settings.configDirectory, office.answers, settings.dataDirectory)
    const stale = await answersToReview(ledger.read, book, dayOf(clock.now()))
    const review = stale.filter(({ gapId }) => !open.some(({ id }) => id === gapId))
    const rows = [
      ...open.map(gap => ({ ...gap, review: stale.some(({ gapId }) => gapId === gap.id) })),
      ...review.map(({ gapId, question, answeredAt }) => ({
        id: gapId,
        question,
        firstAt: answeredAt,
        lastAt: answeredAt,
        unanswered: 0,
        unhelpful: 0,
        reasons: [],
        wishes: 0,
        review: true,
      })),
    ]
    print(json === true, rows, rows.length === 0 ? ['没有待答的问题。'] : rows.map(line))
    if (office.rules.responsible.length === 0 && json !== true)
      process.stdout.write('office.yaml 里没有写 rules.responsible,现在不留存没答上的问题。\n')
  })
}

function line(row: Parameters<typeof remarksOf>[0] & { id: number; question: string; review: boolean }) {
  const remarks = [...remarksOf(row), ...(row.review ? ['依据的条文已修订,待核对'] : [])]
  return `${row.id}  ${row.question}${remarks.length > 0 ? `  (${remarks.join(',')})` : ''}`
}
