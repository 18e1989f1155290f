import { z } from 'zod'
import type { components } from '../api.gen.d.ts'

type Schemas = components['schemas']

/** What is read of an answer whose errcode is 0; what the platform may leave out gets an empty value. */
export const Done = z.looseObject({})

export const TokenGiven = z.looseObject({
  access_token: z.string().min(1).max(512),
  expires_in: z.int().positive(),
}) satisfies z.ZodType<Omit<Schemas['TokenAnswer'], 'errcode'>>

export const MessageSent = z.looseObject({
  invaliduser: z.string().catch(''),
  unlicenseduser: z.string().catch(''),
}) satisfies z.ZodType<Omit<Schemas['SendAnswer'], 'errcode'>>

export const Uploaded = z.looseObject({
  media_id: z.string().min(1).max(512),
}) satisfies z.ZodType<Omit<Schemas['UploadAnswer'], 'errcode'>>

export const UserFound = z.looseObject({
  userid: z.string().min(1),
}) satisfies z.ZodType<Omit<Schemas['UserAnswer'], 'errcode'>>

export const Converted = z.looseObject({
  userid_list: z.array(z.looseObject({ open_userid: z.string().min(1), userid: z.string().min(1) })),
}) satisfies z.ZodType<Omit<Schemas['ConvertAnswer'], 'errcode'>>
