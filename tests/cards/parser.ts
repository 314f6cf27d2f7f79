/** The part of the renderer that the tests use; its own types want a browser. */
interface Renderer {
  AdaptiveCard: {
    new (): {
      hostConfig: unknown;
      parse(card: unknown, context: Context): void;
      validateProperties(): { validationEvents: { message: string }[] };
    };
    readonly langProperty: { readonly regEx: RegExp };
  };
  HostConfig: new (config: unknown) => unknown;
  SerializationContext: new () => Context;
}
interface Context {
  readonly eventCount: number;
  getEventAt(index: number): { message: string };
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- the package's main file wants a browser, this one does not
const { AdaptiveCard, HostConfig, SerializationContext } = require('adaptivecards/dist/adaptivecards.js') as Renderer;

/** What Microsoft's own renderer has to say about a card. */
export function parserComplaints(json: object, hostConfig: object): string[] {
  // Its pattern for "lang" is global and remembers where it stopped: every second card would be told that "da" is wrong.
  AdaptiveCard.langProperty.regEx.lastIndex = 0;
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(hostConfig);
  const context = new SerializationContext();
  card.parse(json, context);
  const read = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  return [...read, ...card.validateProperties().validationEvents.map(({ message }) => message)];
}
