/** As much of it as is used here; it comes without types. */
declare module 'saxen' {
  type Decode = (text: string) => string;

  export class Parser {
    on(
      event: 'openTag',
      told: (name: string, attributes: () => Record<string, string>, decode: Decode) => void,
    ): this;
    on(event: 'text', told: (text: string, decode: Decode) => void): this;
    /** @throws Error for what is not XML */
    parse(xml: string): this;
  }
}
