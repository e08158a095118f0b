// An extension with a format: files of a wire service, one item a file, with a head of three letters a field.
//
//   HED Ferry to Skarn is late
//   BYL Mira Tan
//   DAT 2031-05-01 08:00
//
//   "We waited for an hour," Ada Lind said.

/** @type {import('pressgraph').Extension} */
export default {
  name: 'wire-copy',
  version: '1',
  formats: [
    {
      name: 'wire-copy',
      endings: ['.wire'],
      recognize: (text) => (/^HED .+\n[A-Z]{3} /.test(text) ? 'it begins with "HED"' : null),
      parse({ text }) {
        const [head = '', ...story] = text.split('\n\n')
        const fields = Object.fromEntries(
          head.split('\n').map((line) => [line.slice(0, 3), line.slice(4)]),
        )
        const problems = fields.DAT ? [] : [{ message: 'The head has no field DAT.', line: 1 }]
        const { HED: headline, BYL: byline, DAT: published } = fields
        return { articles: [{ headline, byline, published, body: story.join('\n\n') }], problems }
      },
    },
  ],
}
