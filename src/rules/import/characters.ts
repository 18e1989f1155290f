/**
 * Radicals that programs write into PDFs instead of the characters they look like. NFKC puts right the Kangxi block
 * (U+2F00); of the supplement (U+2E80) it knows but two.
 */
const SUPPLEMENT: Record<string, string> = {
  '⺁': '厂',
  '⺄': '乙',
  '⺅': '亻',
  '⺈': '刀',
  '⺍': '小',
  '⺎': '尢',
  '⺗': '心',
  '⺟': '母',
  '⺠': '民',
  '⺩': '王',
  '⺫': '目',
  '⺬': '示',
  '⻁': '虎',
  '⻄': '西',
  '⻅': '见',
  '⻆': '角',
  '⻉': '贝',
  '⻋': '车',
  '⻌': '辶',
  '⻑': '长',
  '⻒': '长',
  '⻓': '长',
  '⻔': '门',
  '⻘': '青',
  '⻙': '韦',
  '⻚': '页',
  '⻛': '风',
  '⻜': '飞',
  '⻝': '食',
  '⻢': '马',
  '⻣': '骨',
  '⻤': '鬼',
  '⻥': '鱼',
  '⻦': '鸟',
  '⻧': '卤',
  '⻨': '麦',
  '⻩': '黄',
  '⻬': '齐',
  '⻮': '齿',
  '⻰': '龙',
  '⻳': '龟',
}

/** What NFKC may change in a legal text: radicals, compatibility ideographs, full-width digits and letters. No punctuation. */
const LOOKALIKES = /[\u2e80-\u2fdf\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u{2f800}-\u{2fa1f}]/gu

/** One line as it is kept: right characters, no invisible ones, one space for any blank. */
export function cleanLine(line: string): string {
  return line
    .replace(LOOKALIKES, char => SUPPLEMENT[char] ?? char.normalize('NFKC'))
    .normalize('NFC')
    .replace(/[\p{Cf}\u0000-\u0008\u000e-\u001f\u007f-\u009f]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
}

/** Characters without a meaning of their own: a font's private ones, and what could not be decoded. */
export function strangeCharacters(line: string): number {
  return line.match(/[\ue000-\uf8ff\ufffd]/g)?.length ?? 0
}
