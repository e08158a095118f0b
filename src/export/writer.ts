import {
  annotationOf,
  bibtexOf,
  type Citation,
  citationFields,
  citationOf,
  cslOf,
} from './citations.ts'
import type { ExportFormat } from './format.ts'
import type { Item } from './rows.ts'

export const exportFormats = [
  'csv',
  'jsonl',
  'parquet',
  'bibtex',
  'csl-json',
  'webannotation',
] as const

export type ExportFormatName = (typeof exportFormats)[number]

/** Writers are loaded when their format is first asked for. */
export const loadFormat: Readonly<Record<ExportFormatName, () => Promise<ExportFormat>>> = {
  csv: async () => (await import('./csv.ts')).csv,
  jsonl: async () => jsonl,
  parquet: async () => (await import('./parquet.ts')).parquet,
  bibtex: async () => bibtex,
  'csl-json': async () => cslJson,
  webannotation: async () => webAnnotation,
}

export function isExportFormat(name: string): name is ExportFormatName {
  return Object.hasOwn(loadFormat, name)
}

/** A member a line, as it is answered. */
const jsonl: ExportFormat = {
  mediaType: 'application/jsonl; charset=utf-8',
  extension: 'jsonl',
  selections: null,
  create: () => ({
    start: () => '',
    add: (items) => items.map((item) => `${JSON.stringify(item)}\n`).join(''),
    end: () => '',
  }),
}

/** Entries one after another. */
const bibtex: ExportFormat = {
  mediaType: 'application/x-bibtex; charset=utf-8',
  extension: 'bib',
  selections: citationFields,
  create: ({ plan: { nodeType } }) => ({
    start: () => '',
    add: (items) => items.map((item) => `${bibtexOf(citationOf(item, nodeType))}\n`).join(''),
    end: () => '',
  }),
}

const cslJson = citations({
  mediaType: 'application/vnd.citationstyles.csl+json; charset=utf-8',
  extension: 'json',
  start: '[',
  end: ']',
  convert: cslOf,
})

const ANNOTATIONS = {
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  id: 'urn:pressgraph:export',
  type: 'AnnotationPage',
}

const webAnnotation = citations({
  mediaType: 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
  extension: 'jsonld',
  start: `${JSON.stringify(ANNOTATIONS).slice(0, -1)},"items":[`,
  end: ']}',
  convert: annotationOf,
})

interface CitationOptions extends Pick<ExportFormat, 'mediaType' | 'extension'> {
  readonly start: string
  readonly end: string
  readonly convert: (citation: Citation) => object
}

/** Citations as a list in JSON, one a line. */
function citations({ mediaType, extension, start, end, convert }: CitationOptions): ExportFormat {
  return {
    mediaType,
    extension,
    selections: citationFields,
    create: ({ plan: { nodeType } }) => {
      let isFirst = true
      const write = (item: Item) => {
        const separator = isFirst ? '\n' : ',\n'
        isFirst = false
        return separator + JSON.stringify(convert(citationOf(item, nodeType)))
      }
      return {
        start: () => start,
        add: (items) => items.map(write).join(''),
        end: () => `\n${end}\n`,
      }
    },
  }
}
