import { nameWithDay, type Session } from './session.ts'
import { leaveTotal, type Tally } from './tally.ts'

export const noRates = '按减负要求,我不算出勤率,也不排名次。可以给您各次活动的总数,例如发"本季度开展情况"。'

export function totals(
  branchName: string,
  periodName: string,
  kindName: string | undefined,
  sessions: { session: Session; counts: Tally }[],
): string {
  const what = kindName ?? '组织生活'
  if (sessions.length === 0) return `${branchName}${periodName}还没有登记过${what}。`
  const lines = sessions.map(
    ({ session, counts }) =>
      `${nameWithDay(session)}:应到${counts.expected},实到${counts.attended},请假${leaveTotal(counts)}${counts.online === 0 ? '' : `,线上${counts.online}`}${session.state === 'archived' ? '' : '(尚未核对)'}`,
  )
  return [`${branchName}${periodName}开展${what}${sessions.length}次:`, ...lines].join('\n')
}
