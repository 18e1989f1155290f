// Verbs that speech pulls apart (请了好几次假, 吃个饭); the rules write them in one.
const VERBS =
  '请假 开会 吃饭 喝酒 加油 投票 拍照 建档 建群 发言 上课 报账 用车 派车 换届 签字 陪餐 谈话 值班'.split(' ')
const BETWEEN = '(?:了|过|个|一|二|三|几|好|多|点|次|回|顿|张|天|趟|下|的){1,4}'
const PATTERN = new RegExp(VERBS.map(verb => `${verb.charAt(0)}${BETWEEN}${verb.charAt(1)}`).join('|'), 'g')

/** 请了好几次假 -> 请假, in normalised text. */
export function joinVerbs(normalised: string): string {
  return normalised.replace(PATTERN, words => words.charAt(0) + words.charAt(words.length - 1))
}
