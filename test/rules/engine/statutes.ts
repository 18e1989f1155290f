import type { CorpusArticle } from '../../../src/rules/engine/corpus.ts'
import { corpusBuilder } from '../../../src/rules/engine/corpus.ts'
import { writeNumber } from '../../../src/rules/numerals.ts'

const documents: [title: string, path: string, texts: string[]][] = [
  [
    '中华人民共和国河灯法',
    '第二章 放灯',
    [
      '放河灯应当在指定的河段进行,并且有人看护。',
      '河灯的材料应当能够在水中自然分解。',
      '大风天气不得放河灯,已经放出的应当及时收回。',
      '违反本法规定放灯的,由河道管理机构责令清理。',
    ],
  ],
  [
    '中华人民共和国河灯法实施条例(试行)',
    '第一章 总则',
    [
      '指定的河段由县级人民政府每年公布一次。',
      '看护人应当年满十八周岁,并且会游泳。',
      '收回的河灯由放灯人自行处理。',
    ],
  ],
  [
    '最高人民法院关于审理风筝纠纷案件适用法律若干问题的解释(二)',
    '',
    ['风筝缠绕的,由后放者承担解开的费用。', '风筝线割伤他人的,放风筝的人应当赔偿医疗费用。'],
  ],
  [
    '茶水间管理办法',
    '茶具',
    ['茶具用后应当清洗并且放回原处。', '热水器由值日人员每天检查。', '茶叶由各科室自备,不得用公款购买。'],
  ],
]

/** A small made-up collection; 河灯法 also has a 第三条之一. */
export const articles: CorpusArticle[] = documents.flatMap(([doc, path, texts], document) =>
  texts.map((text, index) => ({
    id: `${document}-${index + 1}`,
    doc,
    no: document === 0 && index === 3 ? '第三条之一' : `第${writeNumber(index + 1)}条`,
    n: document === 0 && index === 3 ? 3 : index + 1,
    path,
    text,
  })),
)

export function smallCorpus() {
  const builder = corpusBuilder()
  for (const article of articles) builder.add(article)
  return builder.finish()
}
