/** A text, or pieces of one of which some are still to be written. */
export type Text = string | Text[]

/** A text in the writing. */
export class Draft {
  /** What has been written since the last piece. */
  #end = ''
  #pieces: Text[] | null = null

  add(text: Text): void {
    if (typeof text === 'string') this.#end += text
    else this.leaveOff().push(text)
  }

  /** @returns all pieces so far, behind which one can be put that is still to be written */
  leaveOff(): Text[] {
    const pieces = (this.#pieces ??= [])
    pieces.push(this.#end)
    this.#end = ''
    return pieces
  }

  get text(): Text {
    return this.#pieces ? this.leaveOff() : this.#end
  }
}

/** The text when all of it is written. */
export function whole(text: Text): string {
  if (typeof text === 'string') return text
  let joined = ''
  for (const piece of text) joined += whole(piece)
  return joined
}
