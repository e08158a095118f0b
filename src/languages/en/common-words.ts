/** Function words of English by which texts in it are recognised. */
export const commonWords: ReadonlySet<string> = new Set(
  `the of and to that was for is with his her by from at has have had said this were been are their
  which would who they but not it its will he she on as be about after more when there`.split(
    /\s+/,
  ),
)
