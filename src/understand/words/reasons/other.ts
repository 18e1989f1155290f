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
      下葬 守到头七 头七 三七 五七 满七 七七 做七 做头七 断七 百日祭 三周年 周年 周年忌 忌日 出灵 起灵 送灵 送灵堂 灵堂 守灵堂 殡仪馆 追悼 遗体 告别遗体 走了要回去 老了要回 白喜 上白事 老人过世 老人去世 亲人去世 亲人过世 家里办丧 家里老人走 家里老了人 过身 过身了 归山 老咗 百年归老 送殡 捡骨 入殓 大殓 报丧
      老人走了 离世 离世了 逝世 归西 上山送 送老人上山 送最后一程 追悼会 遗体告别 火化 安葬 下葬 入土
      骨灰 葬礼 白事要料理 料理后事 后事 办后事 丧假 过世 去世 去世了 过世了 走了人 奔丧 办丧事 丧事 出殡
      送葬 送上山 守灵 守孝 治丧 白喜事 白事 吊唁 病故 老了人
    `),
  },
  {
    about: 'birth and nursing',
    words: words(`
      出产房 刚出产房 进产房 产房 待产房 生了 刚生 要生 快生 媳妇生 老婆生 爱人生 生小孩 坐小月子 小月子 背奶 喂母乳 母乳   孕晚期 孕早期 安胎 动了胎气 胎 早产 双胞胎 剖腹
      生娃 生娃儿 快生了 生二胎 生二宝 产检住院 坐月子 月子里 在月子 住月子中心 月子中心 预产期 顺产
      剖腹产 剖宫产 流产 小产 怀孕反应 孕吐 喂奶 哺乳 回去喂奶 断奶 奶娃 生产 分娩 保胎 哺乳期 待产 陪产
    `),
  },
  {
    about: 'marriage',
    words: words(`
      婚期 婚期定 婚假连 我办婚礼 我办酒 我婚礼 自己婚礼 我自己结婚 我办喜事 办喜酒 我摆酒 摆酒 我出嫁 我娶亲 度婚假 休婚假
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
