import { escaped } from './office.ts'
import type { PlacedLine } from './pages.ts'
import { type ZipPart, zipOf } from './zip.ts'

const NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
const XML = '<?xml version="1.0" encoding="UTF-8"?>'

/** An OFD as GB/T 33190 lays it down, in millimetres, with one text object a line. */
export function ofdOf(lines: PlacedLine[]): Buffer {
  const pages = [...Map.groupBy(lines, ({ page }) => page)]
  const content = pages.map(([page, placed]): ZipPart => {
    const objects = placed.map(({ x, y, size, text }, at) => {
      const mm = (points: number) => (points * 0.3528).toFixed(3)
      const step = mm(size)
      return `<ofd:TextObject ID="${at + 10}" Boundary="${mm(x)} ${mm(y)} 150 6" Font="2" Size="${step}"><ofd:TextCode X="0" Y="4" DeltaX="g ${text.length - 1} ${step}">${escaped(text)}</ofd:TextCode></ofd:TextObject>`
    })
    return {
      name: `Doc_0/Pages/Page_${page}/Content.xml`,
      data: `${XML}<ofd:Page ${NS}><ofd:Content><ofd:Layer ID="5">${objects.join('')}</ofd:Layer></ofd:Content></ofd:Page>`,
    }
  })
  const list = pages.map(([page]) => `<ofd:Page ID="${page + 1}" BaseLoc="Pages/Page_${page}/Content.xml"/>`)
  return zipOf([
    {
      name: 'OFD.xml',
      data: `${XML}<ofd:OFD ${NS} DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    },
    {
      name: 'Doc_0/Document.xml',
      data: `${XML}<ofd:Document ${NS}><ofd:Pages>${list.join('')}</ofd:Pages></ofd:Document>`,
    },
    ...content,
  ])
}
