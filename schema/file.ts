import type { FileRecord } from '../src/model/archive.ts'
import { builder } from './builder.ts'

export const File = builder.objectRef<FileRecord>('File')

File.implement({
  description: 'A file of the archive folder.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Relative to the archive, with `/`.' }),
    format: t.exposeString('format', { description: 'The reader that took it in: `text`.' }),
    encoding: t.exposeString('encoding', { description: 'As found: `utf-8`, `cp949`.' }),
    bytes: t.exposeInt('bytes', { description: 'Size on disk.' }),
    hash: t.exposeString('hash', { description: 'SHA-256 of the bytes, in hexadecimal.' }),
    modified: t.expose('modified', {
      type: 'DateTime',
      nullable: true,
      description: 'Null where the file system gives none.',
    }),
  }),
})
