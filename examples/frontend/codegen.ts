import type { CodegenConfig } from '@graphql-codegen/cli'
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset'

const config: CodegenConfig = {
  // By address, code generators lose `@oneOf` unless they are told to ask for it:
  // schema: [{ 'http://localhost:4000/graphql': { oneOf: true } }],
  schema: '../../schema/schema.graphql',
  documents: ['src/*.{ts,tsx}'],
  generates: {
    'src/gql/': {
      preset: 'client',
      // The cache needs the type of each object, and a trusted document is executed as it was printed.
      documentTransforms: [addTypenameSelectionDocumentTransform],
      presetConfig: {
        fragmentMasking: { unmaskFunctionName: 'readFragment' },
        persistedDocuments: { hashAlgorithm: 'sha256' },
      },
      config: {
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        scalars: {
          DateTime: 'string',
          LocalDate: 'string',
          LocalDateTime: 'string',
          Locale: 'string',
          TimeZone: 'string',
          URL: 'string',
        },
      },
    },
  },
}

export default config
