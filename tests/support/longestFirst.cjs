const Sequencer = require('@jest/test-sequencer').default;

/** Folders whose suites take longest, in the order in which they begin; all others come after them. */
const FIRST = ['tests/bot/faults/', 'tests/browser/', 'tests/bot/'];

/** So that no long suite runs alone at the end. Jest itself knows how long a suite takes only when it has run it before. */
module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    const turn = ({ path }) => {
      const place = FIRST.findIndex((folder) => path.includes(folder));
      return place === -1 ? FIRST.length : place;
    };
    return (await super.sort(tests)).sort((a, b) => turn(a) - turn(b));
  }
};
