import type { ArticleIndex } from './article-index.ts'
import type { Corpus } from './corpus.ts'
import { type Field, fieldOf } from './field.ts'
import { type Numbers, type Packed, PackedFileError, pack, unpack } from './packed.ts'
import type { Postings } from './postings.ts'

const FIELDS = ['body', 'asked', 'heading'] as const
const KINDS = ['unigrams', 'bigrams'] as const
const POSTINGS = ['terms', 'begins', 'documents', 'counts', 'lengths'] as const

/** An indexed corpus as the bytes of a file; `source` says what it was built from. */
export function writeCorpus(
  { index, ids, numbers, titles }: Corpus,
  source: string,
): Uint8Array<ArrayBuffer> {
  const arrays = new Map<string, Numbers>([
    ['headingOf', index.headingOf],
    ['documentOf', index.documentOf],
    ['numbers', numbers],
  ])
  for (const field of FIELDS)
    for (const kind of KINDS)
      for (const part of POSTINGS) arrays.set(`${field}.${kind}.${part}`, index[field][kind].postings[part])
  return pack({ arrays, texts: new Map(Object.entries({ ids, titles, source: [source] })) })
}

/** Reads the bytes of `writeCorpus`. Throws PackedFileError in a sentence. */
export function readCorpus(bytes: Uint8Array<ArrayBuffer>): { corpus: Corpus; source: string } {
  const packed = unpack(bytes)
  const [body, asked, heading] = FIELDS.map(field => readField(packed, field))
  if (!body || !asked || !heading) throw missing('fields')
  const headingOf = wideArray(packed, 'headingOf')
  const documentOf = wideArray(packed, 'documentOf')
  const index: ArticleIndex = { size: headingOf.length, body, asked, heading, headingOf, documentOf }
  const corpus = {
    index,
    ids: texts(packed, 'ids'),
    numbers: wideArray(packed, 'numbers'),
    titles: texts(packed, 'titles'),
  }
  return { corpus, source: texts(packed, 'source')[0] ?? '' }
}

function readField(packed: Packed, field: string): Field {
  return fieldOf({
    unigrams: readPostings(packed, `${field}.unigrams`),
    bigrams: readPostings(packed, `${field}.bigrams`),
  })
}

function readPostings(packed: Packed, name: string): Postings {
  const documents = packed.arrays.get(`${name}.documents`)
  const counts = packed.arrays.get(`${name}.counts`)
  if (!documents || documents instanceof Uint8Array || !(counts instanceof Uint8Array)) throw missing(name)
  return {
    terms: wideArray(packed, `${name}.terms`),
    begins: wideArray(packed, `${name}.begins`),
    documents,
    counts,
    lengths: wideArray(packed, `${name}.lengths`),
  }
}

function wideArray({ arrays }: Packed, name: string): Uint32Array {
  const values = arrays.get(name)
  if (!(values instanceof Uint32Array)) throw missing(name)
  return values
}

function texts(packed: Packed, name: string): string[] {
  const found = packed.texts.get(name)
  if (!found) throw missing(name)
  return found
}

function missing(name: string): PackedFileError {
  return new PackedFileError(`索引文件里缺少 ${name}。请删除它,重新建立索引。`)
}
