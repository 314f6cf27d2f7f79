import { callerOf } from '../../src/teams/callerOf';

/** By whom guesses are counted: the front of the house writes the address with a port, which is another one each time. */
it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:51234', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['[2001:db8:1:2:3:4:5:6]:443', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['[2001:db8::1]:50000', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['nonsense', 'nonsense'],
  ['', ''],
])('%s is %s', (address, caller) => {
  expect(callerOf(address)).toBe(caller);
});

it('what is no address is not kept at length', () => {
  expect(callerOf('x'.repeat(8000))).toHaveLength(64);
});
