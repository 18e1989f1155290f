import type { Platform } from '../platform.ts'
import { readUpload } from './multipart.ts'
import { failed, ok } from './call.ts'
import type { ApiCall, ApiResult } from './call.ts'

/** A file is more than 5 bytes and at most 20 MB (pages 90253, 99110). */
const MIN_BYTES = 5
const MAX_BYTES = 20 * 1024 * 1024
const TYPES = new Set(['image', 'voice', 'video', 'file'])

/** media/upload and webhook/upload_media: keeps the part named `media` and answers with its id. */
export function keepUpload({ media, clock }: Platform, owner: string, call: ApiCall): ApiResult {
  const type = call.query.get('type') ?? ''
  if (!TYPES.has(type)) return failed(40058)
  const file = readUpload(call.contentType, call.body)
  if (!file) return failed(41005)
  if (file.bytes.length <= MIN_BYTES) return failed(41005)
  if (file.bytes.length > MAX_BYTES) return failed(45001)
  const kept = media.keep(owner, file.name, file.bytes)
  return ok({ type, media_id: kept.mediaId, created_at: String(Math.floor(clock.now().getTime() / 1000)) })
}
