/** Why a field, or all of a document, is left to the ordinary path. Costs nothing but speed. */
export class NotCompiled extends Error {
  override readonly name = 'NotCompiled';
}
