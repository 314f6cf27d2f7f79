import type { DialogAnswer } from '../actions';
import { shorten } from '../../domain/opening/opening';
import type { IncidentState } from '../../domain/state';
import { drawFitting, render, withBodyStart, type AdaptiveCard } from '../render';
import { topOf } from '../top';

export type AnswerTo<D extends DialogAnswer['dialog']> = Extract<DialogAnswer, { dialog: D }>;

/** What every dialog has. `values` and `error` come when it is shown again. */
export interface DialogInput<D extends DialogAnswer['dialog']> {
  readonly nonce: string;
  readonly values?: Partial<AnswerTo<D>> | undefined;
  readonly error?: string | undefined;
}

const CUT = 'Din tekst var for lang til at blive vist igen; slutningen mangler.';

interface Parts {
  readonly state?: IncidentState | undefined;
  readonly error?: string | undefined;
  /** What is bound to the inputs and may be as long as somebody's clipboard. */
  readonly texts: Readonly<Record<string, string>>;
  readonly view: object;
}

/** A form. What was typed comes back whole; only what is larger than any card is cut, and then it says so. */
export function dialogCard(template: object, { state, error, texts, view }: Parts): AdaptiveCard {
  const cutTo = (characters: number) => Object.fromEntries(Object.entries(texts).map(([id, text]) => [id, shorten(text, characters)]));
  const draw = (values: Readonly<Record<string, string>>) => {
    const cut = Object.entries(texts).some(([id, text]) => values[id] !== text);
    const sentence = cut ? [error, CUT].filter(Boolean).join(' ') : error;
    return withBodyStart(render(template, { ...view, ...values }), topOf(state, { error: sentence }));
  };
  return drawFitting(
    texts,
    [5_000, 2_000, 500].map((characters) => () => cutTo(characters)),
    draw,
  );
}
