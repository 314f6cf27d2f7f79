import { readFileSync } from 'node:fs';
import Ajv, { type ValidateFunction } from 'ajv';
import { cardBytes, MAX_CARD_BYTES } from '../../src/cards/render';
import { pressSchema, dialogRequestSchema, dialogAnswerSchema } from '../../src/cards/actions';
import { actionsIn, cards, hasSchema, named, objectsIn, readJson, SCHEMA_FILE, wordsIn, type Json } from './cardTools';
import { parserComplaints } from './parser';

/** What only Teams knows: taken out, or replaced by the element's fallback, before the public schema is asked. */
function withoutTeamsExtras(node: unknown, root = true): unknown {
  if (Array.isArray(node)) return node.map((item) => withoutTeamsExtras(item, false));
  if (typeof node !== 'object' || node === null) return node;
  const { msteams, targetWidth: _, ...rest } = node as Json;
  const kept = root ? rest : { ...rest, ...(msteams === undefined ? {} : { msteams }) };
  if (TEAMS_ONLY.test(String(kept.type))) return withoutTeamsExtras(kept.fallback, false);
  return Object.fromEntries(Object.entries(kept).map(([key, value]) => [key, withoutTeamsExtras(value, false)]));
}
const TEAMS_ONLY = /^(ProgressBar|ProgressRing|Badge|Icon|CompoundButton|Carousel|CodeBlock|Chart\..*)$/;

describe('every card in every state', () => {
  if (hasSchema) {
    let valid: ValidateFunction;
    beforeAll(() => {
      const schema = JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')) as Json;
      valid = new Ajv({ strict: false, validateSchema: false, validateFormats: false }).compile({ ...schema, $schema: undefined, id: undefined });
    });
    test.each(named)('%s follows the Adaptive Card 1.5 schema', (_name, { card }) => {
      valid(withoutTeamsExtras(card));
      expect(valid.errors ?? []).toEqual([]);
    });
  } else {
    test(`is NOT checked against the Adaptive Card schema, because ${SCHEMA_FILE} is not there`, () => {
      expect(hasSchema).toBe(false);
    });
  }

  test.each(named)('%s is read by the renderer without a complaint', (_name, { card }) => {
    expect(parserComplaints(card, readJson('src/oevebane/page/hostConfig.json'))).toEqual([]);
  });

  test.each(named)('%s is small enough for Teams', (_name, { card }) => {
    expect(cardBytes(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
  });

  test.each(named)('%s is Danish, version 1.5, and has no hole of a template left', (_name, { card }) => {
    expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5', lang: 'da' });
    const shown = objectsIn(card).flatMap((node) =>
      Object.entries(node)
        .filter(([key]) => key !== 'value' && key !== 'beskrivelse')
        .map(([, value]) => value),
    );
    expect(shown.filter((value) => typeof value === 'string' && value.includes('${'))).toEqual([]);
  });

  /** "database" is the instrukser's own word (4A), "Exchange" what a mail's status means and nothing more. */
  const TECHNICAL =
    /\b(JSON|HTTP(?!:)|API|tokens?|Graph|timeout|server(en)?|exception|undefined|NaN|bot(ten)?|ETag|Azure|invoke|payload|request|statuskode|cache)\b/i;
  test.each(named)('%s has no technical words', (_name, { card }) => {
    expect(wordsIn(card).filter((words) => TECHNICAL.test(words))).toEqual([]);
  });

  test.each(named)('%s has buttons that the server understands', (_name, { card }) => {
    for (const action of actionsIn(card).filter(({ type }) => type !== 'Action.ToggleVisibility')) {
      const data = action.data as Json;
      if (action.type === 'Action.OpenUrl') expect(action.url).toMatch(/^(https:\/\/|tel:\+?\d+$)/);
      else if (action.type === 'Action.Execute') pressSchema.parse({ ...data, verb: action.verb });
      else if ((data.msteams as Json | undefined)?.type === 'task/fetch') dialogRequestSchema.parse(data);
      else {
        const inputs = objectsIn(card).filter(({ type }) => String(type).startsWith('Input.'));
        const answer = { ...data, ...Object.fromEntries(inputs.map(({ id, value }) => [id, value ?? ''])) };
        const parsed: Json = dialogAnswerSchema.parse(answer);
        expect(Object.keys(answer).filter((key) => !(key in parsed))).toEqual([]);
      }
    }
  });

  test.each(named)('%s has a label on every input and no input among shared buttons', (_name, { card }) => {
    const inputs = objectsIn(card).filter(({ type }) => String(type).startsWith('Input.'));
    for (const input of inputs) {
      expect(input.label).toEqual(expect.stringMatching(/\S/));
      if (input.isRequired) expect(input.errorMessage).toEqual(expect.stringMatching(/\S/));
    }
    if (inputs.length > 0) expect(actionsIn(card).every(({ type }) => type === 'Action.Submit')).toBe(true);
  });

  test.each(named)('%s names every element once and toggles only what is there', (_name, { card }) => {
    const elements = objectsIn(card).filter(({ type }) => typeof type === 'string' && !type.startsWith('Action.'));
    const ids = elements.map(({ id }) => id).filter((id) => typeof id === 'string');
    expect(new Set(ids).size).toBe(ids.length);
    const targets = actionsIn(card).flatMap(({ targetElements }) => (Array.isArray(targetElements) ? targetElements : []));
    expect(targets.filter((target) => !ids.includes(target as string))).toEqual([]);
  });

  test('has a name of its own', () => {
    expect(new Set(cards.map(({ name }) => name)).size).toBe(cards.length);
  });
});
