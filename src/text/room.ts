/** Room for a longer text is not kept. */
export const MOST_ROOM = 1 << 18

/** Make arrays into which tokens are written before it is known how many they are. */
export function keepRoom<Rows>(make: (length: number) => Rows): (length: number) => Rows {
  let length = 1 << 14
  let room = make(length)
  return (wanted) => {
    if (wanted <= length) return room
    const made = make(wanted)
    if (wanted <= MOST_ROOM) [room, length] = [made, wanted]
    return made
  }
}
