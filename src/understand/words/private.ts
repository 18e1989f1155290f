import { words } from './list.ts'

// Lists for telling a question about office rules from somebody's private matter. They are generous on purpose: what is
// wrongly taken for private is not kept, which costs a question; the other way round would cost trust.

/** Words that hold a telling character and mean nothing private. They are taken out before the search. */
export const HARMLESS = words(`
  病假 病事假 婚丧喜庆 婚丧嫁娶 婚丧 丧假 工伤假 工伤 献血 电脑 骨干 方案 档案 提案 答案 草案 议案 预案 备案 图案 文案 个案 清廉家庭 文明家庭 家庭评选 责任书 责任清单 某项 某些 某个 某种 某类 某一
`)

/** Health: besides these every character under the radical 疒 counts. */
export const HEALTH = words(`
  炎 石症 结石 肿 栓 梗 手术 住院 出院 就诊 诊断 确诊 化验 病历 骨 椎 血 结节 切除 孕 流产 产后 早产 分娩 透析 支架 移植 昏迷 抢救 发烧 发热 高烧 感染 过敏 中风 抑郁 焦虑 精神病 精神科 精神分裂 自杀 残
  肺 肝 肾 胰 胆 脾 胃 肠 心脏 脑 药 艾滋 伤 icu
`)

/** Family, quarrels, debts, death. */
export const FAMILY = words(`
  孩子 小孩 儿子 女儿 子女 娃 爸 妈 父 母 爹 娘 爷爷 奶奶 外公 外婆 岳 公公 婆婆 老公 老婆 妻 丈夫 爱人 配偶 男友 女友 男朋友 女朋友 家属 家人 家里 家中 我家 他家 她家 家住 家暴 亲戚 亲属 兄弟 姐 妹 哥 弟 侄 孙子 孙女 老人 长辈 离婚 分居 婚外 相亲 恋 二婚 再婚 彩礼 遗产 继承 去世 过世 死 葬
  丧 车祸 走失 失踪 吵架 打架 打人 酗酒 酒驾 赌 毒 嫖 纠纷 官司 起诉 诉讼 开庭 判刑 判决 判处 调解 民事 仲裁 律师 借钱 欠钱 欠债 负债 债 高利贷 贷 抵押 破产 房产 拆迁 邻居 逃学 辍学 隐私 漏水
`)

/** Petitions, clues, cases, and what is under seal. */
export const CASES = words(`
  上访 访民 信访件 信访人 截访 维稳 举报 检举 揭发 实名 匿名 告状 投诉 线索 立案 涉嫌 留置 双规 双开 被查 被抓 被拘 拘留 逮捕 嫌疑 受贿 行贿 贪污 挪用 案 谈话记录 说情 打招呼 闹事 闹访 钉子户 村长 秘密 机密 绝密 涉密 密件 密级 内部资料
`)

/** Numbers and addresses of a person, said as words. */
export const NUMBERS = words(`
  身份证 银行卡 工资卡 卡号 尾号 存款 密码 户口 住址 地址是 门牌 手机号 电话是 号码是 微信号 车牌 栋 单元 号楼
`)
