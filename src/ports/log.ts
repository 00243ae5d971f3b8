/** Where the program says what happened, for the people who run it. Levels mean who must act: error = now, warn = soon. */

/** `fields` are ids, counts and codes: never words of people, tokens or whole payloads. */
type Write = (fields: object, message: string) => void;

export interface Log {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}
