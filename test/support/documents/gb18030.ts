let codes: Map<string, number> | undefined

/** Two-byte GB18030 (that is GBK), for the characters of a rule. */
export function gb18030Of(text: string): Buffer {
  codes ??= table()
  const bytes = [...text].flatMap(char => {
    const code = char.charCodeAt(0) < 128 ? char.charCodeAt(0) : codes?.get(char)
    if (code === undefined) throw new Error(`no two-byte code for ${char}`)
    return code < 256 ? [code] : [code >> 8, code & 0xff]
  })
  return Buffer.from(bytes)
}

function table(): Map<string, number> {
  const decoder = new TextDecoder('gb18030')
  const found = new Map<string, number>()
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) {
      const char = low === 0x7f ? '' : decoder.decode(Uint8Array.of(high, low))
      if ([...char].length === 1 && !found.has(char)) found.set(char, (high << 8) | low)
    }
  return found
}
