import { workCalendar } from '../../src/calendar/work-calendar.ts'
import { defaultHours } from '../../src/calendar/working-hours.ts'
import { settableClock } from '../../src/clock.ts'
import { inProcessCommons } from '../../src/commons/in-process.ts'
import { createDelivery } from '../../src/delivery/delivery.ts'
import type { Send } from '../../src/delivery/outcome.ts'
import { openLedger } from '../../src/ledger/open.ts'
import { createLog } from '../../src/log.ts'

// A process that sends what is due in a ledger, over HTTP, until a test kills it.
const [directory = '', port = ''] = process.argv.slice(2)
const clock = settableClock(new Date('2026-11-20T09:00:00+08:00'))
const send: Send = async ({ body }) => {
  await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })
  return { kind: 'sent' }
}
createDelivery({
  ledger: await openLedger({ directory, mode: 'trial', now: clock.now() }),
  send: { robot: send, app: send, 'app-file': send, 'app-card': send, response: send },
  commons: inProcessCommons(clock),
  clock,
  calendar: workCalendar([]),
  hours: defaultHours,
  log: createLog('warn', Buffer.alloc(32)),
  accountOf: async (_db, personId) => personId,
  soleProcess: true,
})
