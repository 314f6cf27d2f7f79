import { cardOf, readJson } from './cardTools';

/**
 * Some whole cards, so that a reader sees what goes over the wire and a change of layout is a change in a file.
 * When the change is meant: `npm run cards -- --out kort` and copy the file from there.
 */
test.each(['instruks-1-i-gang', 'haendelse-i-gang', 'dialog-beslut', 'afstemning-nogle', 'alarm-i-gang', 'dialog-ringekoe-ringer'])(
  '%s is the card in tests/golden',
  (name) => {
    expect(cardOf(name)).toEqual(readJson('tests/golden', `${name}.json`));
  },
);
