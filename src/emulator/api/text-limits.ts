import { byteLength } from '../bytes.ts'
import { isObject } from '../wire.ts'
import { failed } from './call.ts'
import type { ApiResult } from './call.ts'

/** The `content` of a message part, or the platform's refusal: 44004 when empty, 45002 when longer than `limit` bytes. */
export function readContent(part: unknown, limit = Number.POSITIVE_INFINITY): string | ApiResult {
  const content = isObject(part) ? part.content : undefined
  if (content !== undefined && typeof content !== 'string') return failed(40058)
  if (content === undefined || content.trim() === '') return failed(44004)
  return byteLength(content) > limit ? failed(45002) : content
}

export function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : []
}
