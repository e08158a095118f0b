import type { EncodingBasis as EncodingBasisName } from '../src/model/file.ts'
import type { Builder } from './builder.ts'

const CERTAINTY: Readonly<Record<EncodingBasisName, number>> = {
  MARKED: 1,
  PROVEN: 1,
  DECLARED: 0.95,
  CONFIGURED: 0.9,
  DAMAGED: 0.8,
  GUESSED: 0.7,
}

/** Defines the files of the archive. */
export function defineFile(builder: Builder): void {
  const EncodingBasis = builder.enumType('EncodingBasis', {
    description: 'How the encoding of a file was found.',
    values: {
      MARKED: { description: 'By a byte order mark.' },
      PROVEN: { description: 'The bytes are valid UTF-8.' },
      DECLARED: { description: 'The file declares it.' },
      CONFIGURED: { description: 'The settings of the archive state it.' },
      GUESSED: { description: 'By the frequency of the decoded letters.' },
      DAMAGED: { description: 'UTF-8 with invalid bytes.' },
    } satisfies Record<EncodingBasisName, object>,
  })

  builder.objectType('File', {
    description: 'A file of the archive folder.',
    fields: (t) => ({
      path: t.exposeString('path', {
        description: 'Path relative to the archive folder, with `/` as separator.',
      }),
      format: t.exposeString('format', { description: 'Name of the format reader: `text`.' }),
      encoding: t.exposeString('encoding', { description: 'Detected encoding: `utf-8`, `cp949`.' }),
      formatReason: t.exposeString('formatReason', {
        description: 'Why the format was chosen: `its root element is "nitf"`.',
      }),
      encodingBasis: t.expose('encodingBasis', {
        type: EncodingBasis,
        description: 'How the encoding was found.',
      }),
      encodingCertainty: t.float({
        description: 'From 0 to 1; 1 when the bytes prove the encoding.',
        resolve: ({ encodingBasis }) => CERTAINTY[encodingBasis],
      }),
      bytes: t.exposeInt('bytes', { description: 'Size in bytes.' }),
      hash: t.exposeString('hash', { description: 'SHA-256 of the bytes, in hexadecimal.' }),
      modified: t.expose('modified', {
        type: 'DateTime',
        nullable: true,
        description: 'Time of last modification; null if the file system has none.',
      }),
    }),
  })
}
