import type { Turn } from '../talk/command.ts'
import { personNamed } from './people-named.ts'

/** The words of a message, in the form in which patterns are written; empty for anything but text. */
export function textOf({ message: { content } }: Turn): string {
  return content.kind === 'text' ? content.text.slice(0, 500).normalize('NFKC') : ''
}

const NAME = String.raw`([\p{Script=Han}·]{2,6}?(?:\([^()]{1,8}\))?)`

/** Who has a task: the person behind 主持人王建平 or 由彭莉记录. Undefined when nobody, or nobody certain, is named. */
export async function personIn(
  turn: Turn,
  text: string,
  task: string,
  branch: string,
): Promise<string | undefined> {
  for (const written of namesBeside(text, task)) {
    const person = await personNamed(turn, written, branch)
    if (person.kind === 'found') return person.personId
  }
  return undefined
}

/** What may be a name beside a task, the longest reading first. */
function namesBeside(text: string, task: string): string[] {
  const after = new RegExp(
    String.raw`${task}(?:人|员)?(?:是|为|由|换成|换|改为|改成|请|[:,])?\s*([\p{Script=Han}·]{2,6})((?:\([^()]{1,8}\))?)`,
    'u',
  ).exec(text)
  const before = new RegExp(String.raw`(?:由|请)${NAME}(?:同志|来)?(?:负责)?${task}`, 'u').exec(text)
  const run = after?.[1] ?? ''
  const readings = Array.from({ length: Math.max(0, run.length - 1) }, (_, cut) =>
    run.slice(0, run.length - cut),
  )
  const [whole] = readings
  return [
    ...(whole === undefined ? [] : [`${whole}${after?.[2] ?? ''}`]),
    ...readings,
    ...(before === null ? [] : [before[1] ?? '']),
  ]
}

const LIST = /(?:参加人员?|参会人员?|应到人员?|出席人员?|与会人员?)(?:是|为|有|[:,])\s*([^,。;\n]{2,300})/u

/** The people of 参加人员:王建平、李雪梅; undefined without such a list, 'unclear' when one of them is not certain. */
export async function peopleIn(
  turn: Turn,
  text: string,
  branch: string,
): Promise<string[] | 'unclear' | undefined> {
  const list = LIST.exec(text)?.[1]
  if (list === undefined) return undefined
  const personIds: string[] = []
  for (const written of list
    .split(/[、\s和及]+/)
    .map(name => name.trim())
    .filter(name => name !== '')) {
    const person = await personNamed(turn, written, branch)
    if (person.kind !== 'found') return 'unclear'
    personIds.push(person.personId)
  }
  return [...new Set(personIds)]
}
