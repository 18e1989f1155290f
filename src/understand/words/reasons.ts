import type { LeaveType } from '../reading.ts'
import { words } from './list.ts'
import { OFFICIAL } from './reasons/official.ts'
import { OTHER } from './reasons/other.ts'
import { PERSONAL } from './reasons/personal.ts'
import type { Reasons } from './reasons/reasons.ts'
import { SICK } from './reasons/sick.ts'

/**
 * Why somebody cannot come, and the type of leave that follows from it. A reason alone is never a mark. The first row that knows a
 * word decides: 陪护 and 送老人 are personal although they hold hospital words.
 */
export const LEAVE_REASONS: readonly (readonly [Exclude<LeaveType, 'unspecified'>, readonly Reasons[]])[] = [
  ['other', OTHER],
  ['personal', PERSONAL],
  ['official', OFFICIAL],
  ['sick', SICK],
]

const CITIES = words(`
  石家庄 太原 呼和浩特 沈阳 大连 长春 哈尔滨 南京 苏州 杭州 宁波 合肥 福州 厦门 南昌 济南 青岛 郑州 武汉 南宁 海口 三亚 成都 贵阳
  昆明 拉萨 西安 兰州 西宁 银川 乌鲁木齐 天津 重庆 香港 澳门 河北 山西 内蒙古 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南
  湖北 湖南 广东 广西 海南 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆
`)

// Being elsewhere says nothing about the kind of leave.
export const AWAY = words(`
  在乡里 在镇上 在省外 在外市 人在省外 人在外市 在车上 在路上跑 在回来路上 在返程 在途中 在外地
  人在外地 在外省 在外面 在老家 人在老家 在家 在屋里养 在屋头养 在国外 人在国外 不在家 不在本地 不在单位 在北京 在上海
  在广州 在深圳 在长沙 在省城 在外 人在外面 在外头 人在北京 人在上海 人在广州 人在深圳 人在长沙
  在高铁上 在火车上 在飞机上 在机场
`).concat(CITIES.flatMap(city => [`在${city}`, `人在${city}`]))

// Family members: beside them a hospital is a private matter.
export const FAMILY = words(`
  小囡 囡囡 囡 囝 小人 毛毛头 阿拉爷 姆妈 爷娘 好婆 外婆家 娃子 娃崽 小家伙 小祖宗 孙囡 外孙女 老丈人 老岳父 老岳母 老婆婆 老公公 老奶奶 老父亲 老母亲 老两口 双亲 家母 家父 家严 家慈 内人 爱人家 那位 我家领导 我家那位 当家的 掌柜的 孩他爸 孩他妈 孩儿他爸 孩他爹 孩他娘 娃他爸 娃他妈 娃他爹 俺婆婆 俺公公 俺孩子 俺娃 俺闺女 俺儿 俺孙 大闺女 小闺女 大儿子 小儿子 老幺 老三 小姨子 小姑子 大姑子 大姨子 连襟 妯娌 表妹夫 姐姐家 弟弟家 哥哥家 妹妹家
  屋头老人 我屋里 幺儿 幺女 幺妹 幺爸 幺姑 大娃 二娃 小娃 老大 老二 二宝 大宝 俺娘 俺爹
  俺妈 俺爸 俺媳妇 俺家那口子 那口子 俺家 嫲嫲 嗲嗲 嗲 娭毑 姥姥 姥爷 爷老子 娘老子 崽伢子 妹子伢
  孙伢子 满崽 满女 小舅子 大舅 二舅 大伯 二叔 三姨 姑父 姨父 舅妈 婶子 大姐夫 亲娘 干妈 干爹 长辈
  表弟 表妹 表哥 表姐 堂弟 堂妹 堂哥 堂姐 侄女 外甥 外甥女 姑姑 姑妈 姨妈 姨 舅舅 叔叔 婶婶 伯伯 伯父
  姐夫 妹夫 嫂子 弟媳 女婿 儿媳 亲家 老娘舅 细伢子 细伢 崽崽 老爷子 老太太 我家老头 老头子 屋里老公
  屋里老婆 我爱人 我先生 先生 孩子 小孩 娃 娃娃 宝宝 崽 伢 妹崽 儿子 女儿 闺女 仔 老人 老人家 父亲
  母亲 爸 妈 爸爸 妈妈 爸妈 父母 爹 娘 老爹 老娘 老爸 老妈 爱人 老婆 老公 媳妇 妻子 丈夫 家属 家人
  家里人 堂客 对象 岳父 岳母 丈母娘 公公 婆婆 爷爷 奶奶 外公 外婆 亲戚 孙子 孙女 外孙 弟弟 妹妹 哥哥
  姐姐 兄弟 侄子 屋里老人 屋里人 屋里 屋头 屋头人 老汉 老汉儿 老妈子 阿公 阿婆 老头儿 老伴 老伴儿
`)

// A verb of care before a family member makes it the sender's errand, not the relative's own doing.
export const CARE_VERBS = words(
  '照护 侍候 服侍 招呼 招呼着 陪同 领 背 抱 哄 管 守着 看着 照应 陪 接 送 带 看 照顾 照看 护理 伺候 照料 守 送走 看望 探望 接送 陪着 带着 帮',
)
