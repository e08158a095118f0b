// What text dumps print round an article to say what a line is. These words belong to the layout,
// as `DATE:` does, and are looked for in files of any language.

/** Stands before the time of publication, in capitals. */
export const DATE_LABEL = 'DATE:'

/** Stand before the names of those who wrote it. */
export const BYLINE_LABELS = [
  'By',
  'Written by',
  'Reported by',
  'Reporting by',
  'Story by',
  'From our',
  'From staff',
]

/** Stand behind the name of somebody who wrote it. */
export const TRADES = [
  'reporter',
  'reporters',
  'writer',
  'writers',
  'correspondent',
  'correspondents',
  'editor',
  'editors',
  'contributor',
  'contributors',
  'columnist',
  'journalist',
  'intern',
  'staff',
  '기자',
  '특파원',
]

/** Stand before or inside a credit. */
export const PICTURE_LABELS = [
  'Photo',
  'Photos',
  'Photograph',
  'Photographs',
  'Picture',
  'Pictures',
  'Image',
  'Images',
  'Graphic',
  'Illustration',
  'Credit',
  'Foto',
  'Fotos',
  'Bild',
  'Crédit',
  'Kuva',
  'Bilde',
  '사진',
]

/** Lower-case words that may stand between the names of a credit or a byline. */
export const LINKS = [
  'and',
  'at',
  'by',
  'captured',
  'courtesy',
  'da',
  'de',
  'del',
  'der',
  'di',
  'file',
  'for',
  'from',
  'handout',
  'image',
  'in',
  'la',
  'of',
  'on',
  'our',
  'own',
  'photo',
  'photos',
  'pool',
  'provided',
  'screen',
  'screenshot',
  'special',
  'the',
  'to',
  'van',
  'via',
  'video',
  'von',
  'website',
  'with',
]

/** Mark the end of a story on the wire. */
export const END_MARKS = ['end', 'ends', 'more', '-30-', '30', '###', '##', '***', '끝']

/** Begin a line that says whose the text is. */
export const RIGHTS = ['©', '(c)', 'copyright', 'all rights reserved']
