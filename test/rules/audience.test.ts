import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readOffice } from '../../src/office.ts'
import { audienceOf } from '../../src/rules/audience.ts'
import { keepRules } from '../../src/rules/import/keep.ts'
import { openShelf, type Shelf } from '../../src/rules/shelf.ts'
import type { Place } from '../../src/talk/command.ts'
import type { Speaker } from '../../src/talk/person.ts'
import { temporaryDirectory } from '../support/room.ts'

const office = {
  ...readOffice('config', 'trial'),
  branches: [
    { code: 'first', name: '第一党支部' },
    { code: 'second', name: '第二党支部' },
  ],
  groups: [
    { name: '一支部群', branch: 'first', weekAgenda: false, weekRule: false },
    { name: '二支部群', branch: 'second', weekAgenda: false, weekRule: false },
  ],
}

function speaker(branches: string[], isAdministrator = false): Speaker {
  return {
    personId: 'p',
    name: '刘芳',
    memberships: branches.map(branch => ({ branch, memberType: 'full' })),
    isAdministrator,
  }
}

const single: Place = { kind: 'single' }
const group = (name: string): Place => ({ kind: 'group', chatId: name, name, branch: '' })

let shelf: Shelf
let directory: string
beforeAll(() => {
  directory = temporaryDirectory()
  const rule = (id: string, count: number, more: string) =>
    `---\nid: ${id}\ntitle: ${id}办法\nnumber: 青办〔2026〕${count}号\nyear: 2026\neffectiveFrom: 2026-06-01\ninterpretedBy: 综合科\n${more}---\n第一条 值班。\n`
  keepRules(directory, [
    {
      id: 'R50',
      number: '青办〔2026〕50号',
      text: rule('R50', 50, 'sharing: internal\ngroups: [一支部群]\n'),
    },
    { id: 'R51', number: '青办〔2026〕51号', text: rule('R51', 51, 'sharing: internal\n') },
    { id: 'R52', number: '青办〔2026〕52号', text: rule('R52', 52, 'sharing: public\n') },
  ])
  shelf = openShelf({ configDirectory: 'config', dataDirectory: directory, askInstead: '综合科' }, error => {
    throw error
  })
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

test.each<[string, Place, Speaker, string[]]>([
  ['a member in the group', group('一支部群'), speaker(['first']), ['R50', 'R51', 'R52']],
  ['a member in another group', group('二支部群'), speaker(['first']), ['R51', 'R52']],
  ['a member of another branch in the group', group('一支部群'), speaker(['second']), ['R50', 'R51', 'R52']],
  ['a stranger in the group', group('一支部群'), speaker([]), ['R52']],
  ['an administrator in another group', group('二支部群'), speaker([], true), ['R51', 'R52']],
  ['a group nobody bound', { kind: 'unbound-group' }, speaker(['first']), ['R52']],
  ['a member of the branch, alone', single, speaker(['first']), ['R50', 'R51', 'R52']],
  ['a member of another branch, alone', single, speaker(['second']), ['R51', 'R52']],
  ['an administrator, alone', single, speaker([], true), ['R50', 'R51', 'R52']],
  ['a stranger, alone', single, speaker([]), ['R52']],
])('what exists for %s', (_, place, who, ids) => {
  const { documents } = shelf.for(audienceOf({ place, speaker: who, office }))
  expect(documents.map(({ id }) => id).filter(id => id >= 'R50')).toEqual(ids)
})
