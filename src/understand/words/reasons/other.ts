import { words } from '../list.ts'
import type { Reasons } from './reasons.ts'

const ELDERS = words(
  '奶奶 爷爷 外公 外婆 父亲 母亲 爸爸 妈妈 我爸 我妈 岳父 岳母 公公 婆婆 老人 姥姥 姥爷 大伯 叔叔 舅舅 姑姑 嗲嗲 娭毑',
)

/** Death, birth and marriage: leave of other kinds, whoever of the family is named. */
export const OTHER: readonly Reasons[] = [
  {
    about: 'death, said softly',
    words: ELDERS.flatMap(elder => ['走了', '没了', '不在了', '老了', '走哒'].map(end => elder + end)),
  },
  {
    about: 'death',
    words: words(`
      老人走了 离世 离世了 逝世 归西 上山送 送老人上山 送最后一程 追悼会 遗体告别 火化 安葬 下葬 入土
      骨灰 葬礼 白事要料理 料理后事 后事 办后事 丧假 过世 去世 去世了 过世了 走了人 奔丧 办丧事 丧事 出殡
      送葬 送上山 守灵 守孝 治丧 白喜事 白事 吊唁 病故 老了人
    `),
  },
  {
    about: 'birth and nursing',
    words: words(`
      生娃 生娃儿 快生了 生二胎 生二宝 产检住院 坐月子 月子里 在月子 住月子中心 月子中心 预产期 顺产
      剖腹产 剖宫产 流产 小产 怀孕反应 孕吐 喂奶 哺乳 回去喂奶 断奶 奶娃 生产 分娩 保胎 哺乳期 待产 陪产
    `),
  },
  {
    about: 'marriage',
    words: words(`
      婚假 办婚礼 自己结婚 我结婚 领结婚证 我领证
    `),
  },
  {
    about: 'anything else',
    words: words(`
      仙逝 周年祭 告别仪式
    `),
  },
]
