import type { AibotSettings, AppSettings } from '../../settings.ts'
import type { WecomClient } from './client.ts'
import { doctorTexts as texts } from './doctor-texts.ts'
import { wordsOf } from './outcomes.ts'
import type { KeyOf } from './robot.ts'
import type { Answer, NoAnswer } from './wire.ts'

export interface DoctorParts {
  client: WecomClient
  aibot: AibotSettings | undefined
  app: AppSettings | undefined
  /** Accounts of office.yaml. */
  administrators: readonly string[]
  /** Names of the groups. */
  groups: readonly string[]
  keyOf: KeyOf
}

/** One thing that was looked at: a name for programs, whether it is in order, and what to do, for the administrator. */
export interface Check {
  check: string
  ok: boolean
  words: string
}

/** Asks the platform whether everything is in order. Nothing that a member could see is sent. */
export async function doctor(parts: DoctorParts): Promise<Check[]> {
  const { aibot, app, groups } = parts
  const callbacks = [
    { check: 'aibot-callback', ok: true, words: aibot ? texts.aibotCallback : texts.noAibot },
    { check: 'app-callback', ok: true, words: app ? texts.appCallback : texts.noApp },
  ]
  const ofApp = app === undefined ? [] : await appChecks(parts, app)
  const ofRobots: Check[] = []
  for (const group of groups) ofRobots.push(await robotCheck(parts, group))
  return [...callbacks, ...ofApp, ...ofRobots]
}

const UNTRUSTED_IP = 60020

async function appChecks({ client, administrators }: DoctorParts, app: AppSettings): Promise<Check[]> {
  // Asked directly: a token that is still kept would hide a secret that is wrong by now.
  const given = await client.api.getToken(app.corpId, app.secret)
  if (given.kind !== 'ok') return [{ check: 'token', ok: false, words: problem(given) }]
  const token = { check: 'token', ok: true, words: texts.token }
  const members: Check[] = []
  for (const userid of administrators) {
    const found = await client.api.user(given.value.access_token, userid)
    // A token is given to any address; only what is asked with it shows whether this one is trusted.
    if (found.kind === 'refused' && found.errcode === UNTRUSTED_IP)
      return [token, { check: 'trusted-ip', ok: false, words: wordsOf(found) }]
    members.push(memberCheck(userid, found))
  }
  return [token, ...members]
}

const OUT_OF_REACH = new Set([40003, 60011, 60021, 60111])

function memberCheck(userid: string, found: Answer<unknown>): Check {
  const check = `administrator:${userid}`
  if (found.kind === 'ok') return { check, ok: true, words: texts.inReach(userid) }
  const missing = found.kind === 'refused' && OUT_OF_REACH.has(found.errcode)
  return { check, ok: false, words: missing ? texts.outOfReach(userid) : problem(found) }
}

/** An empty text is refused with one of these by a robot that works, and nobody sees it (page 90313). */
const EMPTY_TEXT = new Set([44004, 93017])

async function robotCheck({ client, keyOf }: DoctorParts, group: string): Promise<Check> {
  const check = `robot:${group}`
  const key = await keyOf(group)
  if (key === undefined) return { check, ok: false, words: texts.noKey(group) }
  const answer = await client.api.sendToGroup(key, JSON.stringify({ msgtype: 'text', text: { content: '' } }))
  if (answer.kind === 'ok' || (answer.kind === 'refused' && EMPTY_TEXT.has(answer.errcode)))
    return { check, ok: true, words: texts.robot(group) }
  return { check, ok: false, words: `群“${group}”:${problem(answer)}` }
}

function problem(answer: NoAnswer): string {
  switch (answer.kind) {
    case 'refused':
      return wordsOf(answer)
    case 'unreachable':
      return texts.unreachable
    case 'lost':
      return texts.lost
    case 'unreadable':
      return texts.notThePlatform
    case 'status':
      return texts.status(answer.status)
  }
}
