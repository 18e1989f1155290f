import { posix } from 'node:path'
import type { Container } from './container.ts'
import { ImportRefused } from './refusal.ts'
import { readXml, type XmlVisitor } from './xml.ts'

/** Walks through an XML part that has to be there. */
export function readPart(container: Container, name: string, visitor: XmlVisitor): void {
  const bytes = container.read(name)
  if (bytes === undefined) throw new ImportRefused('文件缺少必要的部件,没有导入。请用 WPS 或 Word 另存一次。')
  readXml(bytes, visitor)
}

export interface Relation {
  id: string
  /** The last word of its type: officeDocument, worksheet, numbering. */
  type: string
  target: string
}

/** What a part of an Office document refers to inside the container; what lies outside is never looked at. */
export function relationsOf(container: Container, part: string): Relation[] {
  const { dir, base } = posix.parse(part)
  const name = posix.join(dir, '_rels', `${base}.rels`)
  const relations: Relation[] = []
  if (!container.names.includes(name)) return relations
  readPart(container, name, {
    open(tag, attribute) {
      const target = attribute('Target')
      if (tag !== 'Relationship' || target === undefined || attribute('TargetMode') === 'External') return
      const type = attribute('Type')?.split('/').at(-1) ?? ''
      relations.push({ id: attribute('Id') ?? '', type, target: within(dir, target) })
    },
  })
  return relations
}

/** A path inside the container, seen from a folder of it. */
export function within(folder: string, target: string): string {
  return target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(folder, target))
}
