import { words } from './list.ts'
import { RULE_TOPICS } from './rule-topics.ts'

/** What an office has rules about, or should have: a question that holds none of these is nobody's gap in the rule book. */
export const OFFICE_MATTERS: readonly string[] = [
  ...RULE_TOPICS,
  ...words(`
    假 费 补贴 补助 津贴 奖金 奖励 福利 慰问 工资 薪 工龄 职级 职务 职称 晋升 任职 兼职 编制 借调 挂职 轮岗 调动 辞职 退休 返聘 社保 公积金 年金 体检 制度 规定 办法 细则 标准 流程 手续 程序 期限 审批 报批 审核 批准 盖章 代签 签字 签批 用印 证明 表格 申请 登记 备案 归档 存档 借阅 复印 打印 文印 采购 招标 合同 付款 预算 决算
    经费 公款 公务 公车 车辆 停车 车库 食堂 就餐 餐 会议 会议室 活动室 开会 年会 活动 请柬 通知 通报 文件 公文 材料 报告 总结 简报 信息 宣传 网站 公众号 群 上班 下班 加班 值班 值守 调休 补休 打卡 考勤 着装 工牌 门禁 访客 安全 消防 用电 节能 空调 办公 设备 电脑 软件 u盘 账号 密码重置 网络 优盘 打印机 资产 报废 领用 钥匙 保洁 物业 绿化
    党员 党组织 党费 党务 党日 支部 书记 委员 组织关系 团员 团费 工会 会费 妇联 群团 学习 培训 教育 读书 考试 比赛 志愿 捐款 募捐 献血 评优 评先 表彰 考核 述职 评议 测评 问责 整改 检查 督查 督办 巡察 审计 公示 公开 台账 记录 档案 保密 廉洁 廉政 接待 出差 差旅 外出 报备 出国 出境 护照 租房 宿舍 周转房 驻村 帮扶 下乡
  `),
]
