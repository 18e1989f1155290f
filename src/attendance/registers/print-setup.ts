import type writeXlsxFile from 'write-excel-file/node'
import { getOrderOfSiblings, insertElementMarkupAccordingToOrderOfSiblings } from 'write-excel-file/utility'
import type { RegisterSheet } from './cells.ts'
import { notice, pageNumbers } from './texts.ts'

type Options = NonNullable<Parameters<typeof writeXlsxFile>[1]>
type Feature = NonNullable<Options['features']>[number]

const SHEET = 'xl/worksheets/sheet{id}.xml'
const FIT_TO_PAGE = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
const FOOTER = `<headerFooter><oddFooter>&amp;L${inXml(notice)}&amp;R${inXml(pageNumbers)}</oddFooter></headerFooter>`

/** How the sheets are printed: one page wide, the head rows on every page, the notice and the page at the foot. */
export function printSetup(sheets: readonly RegisterSheet[]): Feature {
  return {
    files: {
      transform: {
        [SHEET]: {
          transform: xml => inserted(inserted(xml, FIT_TO_PAGE), FOOTER),
          transformElementAttributes: (tag, attributes) =>
            tag === 'pageSetup' ? { ...attributes, fitToWidth: 1, fitToHeight: 0 } : attributes,
        },
        'xl/workbook.xml': {
          transform: xml =>
            xml.replace(
              '<definedNames/>',
              `<definedNames>${sheets.map(printTitles).join('')}</definedNames>`,
            ),
        },
      },
    },
  }
}

function inserted(xml: string, markup: string): string {
  return insertElementMarkupAccordingToOrderOfSiblings(
    xml,
    markup,
    getOrderOfSiblings(SHEET, 'worksheet') ?? [],
    'worksheet',
  )
}

function printTitles({ name, headRows }: RegisterSheet, index: number): string {
  return `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${name}'!$1:$${headRows}</definedName>`
}

function inXml(words: string): string {
  return words.replaceAll('&', '&amp;')
}
