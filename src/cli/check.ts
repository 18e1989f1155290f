import type { Command } from 'commander'
import { readHolidayTables } from '../calendar/holiday-files.ts'
import { ConfigError } from '../config-file.ts'
import { readOffice } from '../office.ts'
import { checkSchedule, hiddenBases } from '../reminders/check-schedule.ts'
import { ruleTexts } from '../rules/basis.ts'
import { openShelf } from '../rules/shelf.ts'
import { checkSecretsFile } from '../webhook-keys.ts'
import { knownPeople, strangersIn } from './known-people.ts'
import { cliSettings, print, programToday } from './parts.ts'

export function checkCommands(program: Command): void {
  program
    .command('check-config')
    .description('检查全部配置,用一句话说明哪里不对')
    .option('--json', '输出一个 JSON')
    .action(checkConfig)
}

async function checkConfig({ json }: { json?: true }): Promise<void> {
  const settings = cliSettings()
  const office = readOffice(settings.configDirectory, settings.mode)
  const { configDirectory, dataDirectory } = settings
  const tables = readHolidayTables(`${configDirectory}/holidays`)
  checkSecretsFile(configDirectory, office.groups)
  const rules = openShelf({ configDirectory, dataDirectory, askInstead: office.answers }, error => {
    throw error
  })
  const ruleWords = ruleTexts(audience => rules.for(audience))
  checkSchedule(office, ruleWords)
  const { documents, asked } = rules.for({ kind: 'all' })
  const people = await knownPeople(settings, office)
  const strangers = people === undefined ? [] : strangersIn(office, people)
  if (strangers.length > 0) throw new ConfigError(strangers.join('\n'))
  const { mode, aibot, app } = settings
  const lines = [
    `运行方式:${mode === 'trial' ? '试用(没有任何 WECOM_ 设置)' : '正式'}`,
    ...(mode === 'trial'
      ? []
      : [
          `智能机器人:${aibot === undefined ? '未配置' : '已配置'}`,
          `自建应用:${app === undefined ? '未配置,不能私下提醒' : '已配置'}`,
        ]),
    `单位:${office.name},支部 ${office.branches.length} 个,群 ${office.groups.length} 个`,
    `制度:${documents.length} 份,大家的问法 ${asked.length} 条`,
    tables.length === 0
      ? '放假安排:没有,日期按周末推算,标“待核”'
      : `放假安排:${tables.map(({ year }) => year).join('、')} 年`,
    ...hiddenBases(office, ruleWords, await programToday(settings)),
    ...(people === undefined ? ['名单还没有导入,账号和姓名没有核对。'] : []),
    '配置没有问题。',
  ]
  print(
    json === true,
    { ok: true, mode, aibot: aibot !== undefined, app: app !== undefined, documents: documents.length },
    lines,
  )
}
