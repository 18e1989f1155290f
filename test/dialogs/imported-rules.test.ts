import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importedFiles } from '../../src/rules/imported.ts'
import { keepRules, withdrawRule } from '../../src/rules/import/keep.ts'
import type { Given } from '../../src/rules/import/known-facts.ts'
import { planImport } from '../../src/rules/import/plan.ts'
import { reportLines } from '../../src/rules/import/report.ts'
import { readRuleFiles } from '../../src/rules/rule-files.ts'
import { openRoom, temporaryDirectory, type Room } from '../support/room.ts'

const STUDY_GROUP = '第一党支部读书群'

let room: Room
let directory: string
beforeAll(async () => {
  directory = temporaryDirectory()
  cpSync('config', join(directory, 'config'), { recursive: true })
  const office = join(directory, 'config/office.yaml')
  const line = '  - { name: 第一党支部工作群, branch: first }\n'
  writeFileSync(
    office,
    readFileSync(office, 'utf8').replace(line, `${line}  - { name: ${STUDY_GROUP}, branch: first }\n`),
  )
  room = await openRoom({ CONFIG_DIR: join(directory, 'config') })
})
afterAll(async () => {
  await room.stop()
  rmSync(directory, { recursive: true, force: true })
})

/** What `rules import` says to a pasted text. */
function rules(args: string[], pasted = '') {
  const { PATH = '' } = process.env
  return new Promise<{ code: number; output: string }>(done => {
    const child = execFile(
      process.execPath,
      [resolve('src/cli.ts'), 'rules', ...args],
      { cwd: directory, env: { PATH, CONFIG_DIR: join(directory, 'config'), DATA_DIR: room.dataDirectory } },
      (_, stdout, stderr) => done({ code: child.exitCode ?? -1, output: stdout + stderr }),
    )
    child.stdin?.end(pasted)
  })
}

/** The same within this process: what became of a pasted text, taken in if it could be. */
async function takeIn(text: string, given: Given = {}, mayReplace = false): Promise<string> {
  const { files: own, synonyms, asked } = readRuleFiles(join(directory, 'config'), undefined)
  const present = { own, imported: importedFiles(room.dataDirectory), synonyms, asked }
  const plan = await planImport([{ name: '-', bytes: Buffer.from(text) }], present, given, mayReplace)
  const ready = plan.documents.flatMap(one => (one.kind === 'ready' ? [one.rule] : []))
  if (plan.isReady && ready.length > 0) keepRules(room.dataDirectory, ready)
  return `${plan.isReady ? '可以导入' : '不能导入'}\n${reportLines(plan).join('\n')}`
}

async function asksInStudyGroup(text: string): Promise<string> {
  const { text: answer } = await room.app.emulator!.say({
    from: 'liufang',
    chat: { group: 'trial-group-2' },
    text: `@清风 ${text}`,
  })
  return answer
}

const KEYS = `青办〔2026〕21号
钥匙管理办法
第一条 办公室钥匙由综合科统一登记、编号和保管。
第二条 遗失钥匙应当在二十四小时内报告综合科，并承担换锁费用。
第三条 本办法由综合科负责解释，自2026年6月1日起施行。`

test('a preview writes nothing; with --yes the running bot answers from the document at once', async () => {
  await room.says('刘芳', '遗失钥匙怎么办', /没有|不在/)
  const preview = await rules(['import', '-', '--public'], KEYS)
  expect(preview).toMatchObject({
    code: 0,
    output: expect.stringMatching(/名称:钥匙管理办法[^]*短编号:R13[^]*条文:3条[^]*没有写入/),
  })
  await room.says('刘芳', '遗失钥匙怎么办', /没有|不在/)
  expect(await rules(['import', '-', '--public', '--yes'], KEYS)).toMatchObject({
    code: 0,
    output: expect.stringMatching(/已导入1份/),
  })
  await room.says(
    '刘芳',
    '遗失钥匙怎么办',
    /遗失钥匙应当在二十四小时内报告[^]*依据:《钥匙管理办法》\(2026年\)第二条,现行有效/,
  )
  await room.says('刘芳', '有哪些制度', /钥匙管理办法/)
})

test('the same document again changes nothing; another text of its number wants --replace, and the old file stays', async () => {
  expect(await takeIn(KEYS, { isPublic: true })).toMatch(/内容没有变化/)
  const corrected = KEYS.replace('二十四小时', '四十八小时')
  expect(await takeIn(corrected, { isPublic: true })).toMatch(/加 --replace/)
  await room.says('刘芳', '钥匙丢了多久要报告', /二十四小时/)
  expect(await takeIn(corrected, { isPublic: true }, true)).toMatch(/代替已导入的一份/)
  await room.says('刘芳', '钥匙丢了多久要报告', /四十八小时/)
  expect(readdirSync(join(room.dataDirectory, 'rules')).sort()).toEqual([
    'R13-2026-21.2.md',
    'R13-2026-21.md',
    'imported.json',
  ])
})

test('of two files neither is taken in when one cannot be', async () => {
  const folder = join(directory, 'in')
  mkdirSync(folder)
  writeFileSync(join(folder, 'a.txt'), KEYS.replace('21号', '31号').replace('钥匙管理', '印章管理'))
  writeFileSync(join(folder, 'b.txt'), `秘密★5年\n${KEYS}`)
  const before = readFileSync(join(room.dataDirectory, 'rules/imported.json'), 'utf8')
  const result = await rules(['import', join(folder, 'a.txt'), join(folder, 'b.txt'), '--yes'])
  expect(result).toMatchObject({ code: 1, output: expect.stringMatching(/密级标志[^]*没有导入任何文件/) })
  expect(readFileSync(join(room.dataDirectory, 'rules/imported.json'), 'utf8')).toBe(before)
  expect(readdirSync(join(room.dataDirectory, 'rules'))).toHaveLength(3)
})

test('an internal document exists in its groups only: not in a list, a title, a follow-up or a cross-reference elsewhere', async () => {
  const internal = `内部资料 注意保存
青办〔2026〕22号
机要值守办法
第一条 机要值守实行双人双岗，值守人员不得单独离开机要室。
第二条 本办法由机要科负责解释，自2026年11月10日起施行。`
  expect(await takeIn(internal)).toMatch(/不能导入[^]*--groups/)
  expect(await rules(['import', '-', '--yes', '--groups', '没有的群'], internal)).toMatchObject({
    code: 2,
    output: expect.stringMatching(/没有群“没有的群”。可用的是/),
  })
  expect(await rules(['import', '-', '--yes', '--groups', STUDY_GROUP], internal)).toMatchObject({ code: 0 })

  expect(await asksInStudyGroup('机要值守能不能一个人')).toMatch(/双人双岗[^]*《机要值守办法》/)
  expect(await asksInStudyGroup('有哪些制度')).toMatch(/机要值守办法/)
  expect(await asksInStudyGroup('最近修订了什么')).toMatch(/机要值守办法/)
  // A member of a branch that one of these groups belongs to may ask alone.
  await room.tells('刘芳', '机要值守能不能一个人', /双人双岗/)
  for (const question of [
    '机要值守能不能一个人',
    '有哪些制度',
    '最近修订了什么',
    '机要值守办法第一条',
    '青办〔2026〕22号',
    '还有呢',
    '《机要值守办法》还有效吗',
    '机要值守办法有什么变化',
  ])
    expect((await room.says('刘芳', question)).text).not.toMatch(/双人双岗|《机要值守办法》|机要科/)
})

test('a newer version answers from its first day, the older one before it, and a withdrawn one not at all', async () => {
  const newer = KEYS.replace('21号', '40号')
    .replace('2026年6月1日', '2026年11月1日')
    .replace('二十四小时', '十二小时')
    .replace('施行。', '施行，《钥匙管理办法》（青办〔2026〕21号）同时废止。')
  expect(await takeIn(newer)).toMatch(/短编号:R13[^]*替代:青办〔2026〕21号[^]*范围:公开/)
  await room.says('刘芳', '钥匙丢了多久要报告', /十二小时[^]*现行有效/)
  await room.says('刘芳', '2026年8月钥匙丢了多久要报告', /四十八小时[^]*已由2026年版替代/)
  await room.says('刘芳', '修订前钥匙丢了多久要报告', /四十八小时/)
  await room.says('刘芳', '青办〔2026〕21号还有效吗', /不再适用/)
  expect(withdrawRule(room.dataDirectory, '青办〔2026〕40号')).toBe(true)
  await room.says('刘芳', '钥匙丢了多久要报告', /四十八小时[^]*现行有效/)
  expect(await rules(['withdraw', '青办〔2026〕40号'])).toMatchObject({ code: 1 })
})

test('two rules in force that differ are both shown, the higher one first, with whom to ask', async () => {
  const higher = `青市办〔2025〕8号
市直机关钥匙和门禁管理规定
第一条 遗失钥匙应当在十二小时内报告主管科室，并承担换锁费用。
第二条 本规定由市直机关工委负责解释，自2025年6月1日起施行。`
  expect(await takeIn(higher, { isPublic: true, isHigher: true })).toMatch(/可以导入/)
  const { text } = await room.says('刘芳', '遗失钥匙多久要报告')
  expect(text).toMatch(
    /不一致[^]*十二小时[^]*四十八小时[^]*市直机关钥匙和门禁管理规定[^]*钥匙管理办法[^]*请问市直机关工委、综合科/,
  )
})

test('a trial rule near its end says how long it still holds', async () => {
  await room.says('刘芳', '廉政档案能不能代填', /试行期至2026年12月31日,还有41天/)
  await room.says('刘芳', '廉政档案管理办法还有效吗', /目前有效[^]*还有41天/)
})

test('documents of CONFIG_DIR are not imported over, and old formats are told how to go on', async () => {
  const taken = KEYS.replace('青办〔2026〕21号', '青办〔2026〕2号')
  expect(await takeIn(taken)).toMatch(/已经在 CONFIG_DIR\/rules 里/)
  const old = join(directory, 'old.doc')
  writeFileSync(old, Buffer.from('d0cf11e0a1b11ae1', 'hex'))
  expect((await rules(['import', old])).output).toMatch(/请在WPS中另存为docx再导入/)
})

test('a list of imports that cannot be read leaves the last good book in use', async () => {
  writeFileSync(join(room.dataDirectory, 'rules/imported.json'), '{"generation":')
  await room.says('刘芳', '病假要不要证明', /第八条/)
  await room.says('刘芳', '钥匙管理办法第一条', /统一登记/)
})
