import type { QuorumRule } from './kinds.ts'

export const QUORUM_WORDS: Record<QuorumRule['rule'], string> = {
  atLeastHalf: '半数以上',
  moreThanHalf: '超过半数',
  twoThirds: '三分之二以上',
  fourFifths: '五分之四以上',
}
