import type { Command, Turn } from '../../talk/command.ts'
import { activityNamed, isPrivate, keptBranchesHere } from '../here.ts'
import { kindByCode, kindNamed } from '../kinds.ts'
import { say } from '../../talk/message.ts'
import { minutesHead } from '../minutes-texts.ts'
import { newestSessionOf } from '../newest-session.ts'
import { quorumOf } from '../quorum.ts'
import { namesOfDetails } from '../registers/changes.ts'
import { sessionById } from '../store.ts'
import { registerOf, tally } from '../tally.ts'
import { nothingToExport } from '../export-texts.ts'
import { namesInPrivate } from '../count-texts.ts'
import type { Session } from '../session.ts'

/** 起草会议记录: the head of the minutes with the counts; what was said and decided is written by people. */
export const minutesCommand: Command = {
  intents: ['minutes.draft'],
  for: 'keepers',
  where: 'bound',
  example: '起草会议记录',
  run: async turn => {
    if (!isPrivate(turn)) return say(namesInPrivate)
    const session = await sessionMeant(turn)
    return say(session === undefined ? nothingToExport : await draft(turn, session))
  },
}

/** The session named last here, unless another kind is written; else the latest. */
async function sessionMeant(turn: Turn): Promise<Session | undefined> {
  const kind = kindNamed(activityNamed(turn) ?? '')?.code
  const { sessionId } = turn.conversation
  const last = sessionId === undefined ? undefined : await sessionById(turn.trx, sessionId)
  if (last !== undefined && (kind === undefined || last.kind === kind)) return last
  return newestSessionOf(turn.trx, keptBranchesHere(turn), kind)
}

async function draft({ trx, office }: Turn, session: Session): Promise<string> {
  const register = await registerOf(trx, session)
  const rule = kindByCode(session.kind)?.quorum
  return minutesHead({
    session,
    branchName: office.branches.find(({ code }) => code === session.branch)?.name ?? session.branch,
    register,
    counts: tally(register),
    quorum: rule === undefined ? undefined : quorumOf(register, rule),
    ...(await namesOfDetails(trx, session)),
  })
}
