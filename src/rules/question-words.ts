/**
 * Words that make a sentence a question or polite, and carry no subject. They are left out before searching and do not
 * count when it is judged how much of a question an article covers. Spelt as `normalise` leaves them.
 */
const PHRASES = `
请问 请问一下 想问 想问一下 我想问 我问下 我问一下 问一下 问下 麻烦问一下 麻烦 帮我看一下 帮我看看 帮我 帮忙 看一下 看看 查一下 查查 问问 咨询
你好 您好 清风 那个 就是 来着 一下 请教 大家 谢谢 同志 各位 说一下 说说 讲讲 告诉我 想知道 我想知道
怎么 怎样 怎么样 怎么办 咋办 咋整 咋个 咋弄 咋说 咋算 啷个 怎么说 怎么处理 怎么弄 怎么搞 怎么算 怎么规定 怎么规定的 如何 如何规定 如何处理 怎么要求 一年 一月 一周 一次 包括哪些 包括什么 包含哪些 有哪些情形 哪些情形 是指什么 指什么 什么意思 规定了什么 规定的什么 需要什么手续 走什么流程 时间要求 频率 频次 截止日期 日期 期限 怎么安排 怎么管理 几天内 几天之内 几日内 多久内 多久之内 多久以内 多少天 多少天内 多少天之内 几个工作日 几个工作日内 多少字 多少次 多少个 最晚 最迟 组织一次 搞一次 开一次 办一次 开展一次 举行一次 举行 举办 召开 进行 合规 合规矩 合规吗 合理 合适不 行吧 得了 全年 全年至少 总共要 具体 到底 究竟 有限制 有没有限制 限制 上限 有没有上限 下面 咱支部 咱 仨月 每年 一季度 一个季度 每季度 完成 要完成 办完 弄完 写好 一天 每天 个月 礼拜
什么 啥子 什么样 什么时候 啥时候 什么时间 何时 多久 多长时间 多长 多少 好多 几个 几次 几天 几号 几点 几种 几月 几日 几块 哪天 哪一天 哪些 哪个 哪里 哪儿 哪种 哪几 星期几 周几 多少钱 好多钱 几块钱 多少人
能不能 能用 能用不 可不可以 可以吗 行不行 行吗 好不好 要不要 用不用 需不需要 需要 必须 一定要 一定 是不是 有没有 有无 会不会 该不该 应不应该 应该 得不得 算不算 是否 能否 可否 可以 不可以 能够 不能 不可 可能 还能 还要 还是 还用 非要 非得 硬是 硬要 要求 有什么 有什么要求 有没有要求 没有 有啥 有哪些
如果 要是 假如 的话 的时候 时候 因为 所以 但是 不过 然后 而且 以及 或者 还有 另外 关于 对于 按照 根据 属于 算是 情况下 情况 一般 通常 现在 目前 刚 刚刚 已经 马上 每次 总共 一共 至少 最多 最少 最高 最低 大概 左右 以内 之内 之前 之后 以后 
我们 咱们 他们 你们 人家 别人 大伙 这个 那个 这种 那种 这样 那样 自己 这边 我这 我们这 我们这边 单位里 我们单位 咱单位 我们科室 我们支部
规定 制度 制度里 办法 文件 有规定 的规定 条款 合适吗 合适 合不合适 讲究 有什么讲究 不嘛 不咯 不啦
`

/** Single characters that only join or colour; kept when the rules use them in a word of their own (应到, 会议). */
const SINGLES =
  '的了吗呢啊吧呀嘛么哦哈嘞哟呗着过是在就都也还又才很太把被给和与或跟对向从到我你他她它们这那哪谁几个要能可没不有无会得地让为由于用去来说讲问请做办搞弄整算该再先后里上下时次回些点一二行好还按莫咋啥您喂呃嗯噻咯'

export const questionPhrases: ReadonlySet<string> = new Set(PHRASES.trim().split(/\s+/))
export const longestQuestionPhrase = Math.max(...[...questionPhrases].map(phrase => phrase.length))
export const questionSingles: ReadonlySet<string> = new Set(SINGLES)

/** Particles that never carry meaning. */
export const particles: ReadonlySet<string> = new Set('的了吗呢啊吧呀嘛么哦哈呃嗯喂噻咯')
