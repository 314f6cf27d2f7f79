import type { Roster } from '../../src/app/roster';
import { run, USAGE, type RosterSurroundings } from '../../src/cli/rosterCommand';
import { collected } from '../support/log/output';

const TWO = 'people:\n  - { id: anna, name: Anna Holm }\n  - { id: bent, name: Bent Ravn }\n';
const ONE = 'people:\n  - { id: anna, name: Anna Holm }\n';
const FILES: Readonly<Record<string, string>> = { 'to.yaml': TWO, 'en.yaml': ONE, 'forkert.yaml': 'people:\n  - { id: anna }\nroles:\n  kriseleder: { holder: ole }\n' };

class Desk {
  stored: Roster | undefined;
  opened = 0;
  readonly questions: string[] = [];
  answer: string | undefined;
  inOpenIncidents = new Set<string>();

  async import(argv: string) {
    const out = collected();
    const { answer } = this;
    const around: RosterSurroundings = {
      readFile: async (name) => (FILES[name] === undefined ? undefined : { name, text: FILES[name] }),
      open: async () => {
        this.opened += 1;
        return { roster: { load: async () => this.stored, save: async (roster) => { this.stored = roster; } }, inOpenIncidents: async () => this.inOpenIncidents };
      },
      ask: answer === undefined ? undefined : async (question) => { this.questions.push(question); return answer; },
    };
    const code = await run(argv.split(' ').filter(Boolean), around, out);
    return { code, ...out.text };
  }

  names() {
    return this.stored?.people.map((person) => person.name);
  }
}

describe('npm run roster -- import', () => {
  test('shows what changes, and saves with --ja', async () => {
    const desk = new Desk();
    expect(await desk.import('import to.yaml --ja')).toEqual({ code: 0, stderr: '', stdout: 'Tilføjes: Anna Holm (anna)\nTilføjes: Bent Ravn (bent)\nGemt: 2 personer.\n' });
    expect(desk.names()).toEqual(['Anna Holm', 'Bent Ravn']);
  });

  test.each([['j', true], ['Ja', true], ['y', true], ['n', false], ['', false]])('asks a person who is there; the answer "%s" saves: %s', async (answer, saves) => {
    const desk = new Desk();
    desk.answer = answer;
    const { stdout } = await desk.import('import to.yaml');
    expect(desk.questions).toEqual(['Gem ændringerne? (j/n) ']);
    expect(desk.names() !== undefined).toBe(saves);
    expect(stdout).toContain(saves ? 'Gemt: 2 personer.' : 'Intet er gemt.');
  });

  test('saves nothing when nobody is there to be asked', async () => {
    const desk = new Desk();
    expect((await desk.import('import to.yaml')).stdout).toMatch(/Intet er gemt. Tilføj --ja for at gemme.\n$/);
    expect(desk.stored).toBeUndefined();
  });

  test('lists the errors by line, ends with 1 and does not touch the store', async () => {
    const desk = new Desk();
    expect(await desk.import('import forkert.yaml --ja')).toEqual({
      code: 1, stdout: '', stderr: 'forkert.yaml:2: "name" mangler\nforkert.yaml:4: ukendt person "ole"\nIntet er gemt. Ret fejlene, og prøv igen.\n',
    });
    expect(desk.opened).toBe(0);
  });

  test('says which file is not there', async () => {
    expect(await new Desk().import('import ingen.yaml')).toEqual({ code: 1, stdout: '', stderr: 'Filen ingen.yaml findes ikke.\n' });
  });

  test('a second time replaces, but keeps whoever holds a role in an open incident and says so', async () => {
    const desk = new Desk();
    await desk.import('import to.yaml --ja');
    desk.inOpenIncidents = new Set(['bent']);
    expect((await desk.import('import en.yaml --ja')).stdout).toBe('Ingen ændringer.\nBliver stående: Bent Ravn (bent) har en rolle i en åben hændelse\n');
    desk.inOpenIncidents = new Set();
    expect((await desk.import('import en.yaml --ja')).stdout).toBe('Fjernes: Bent Ravn (bent)\nGemt: 1 person.\n');
    expect(desk.names()).toEqual(['Anna Holm']);
  });

  test.each(['', 'import', 'eksport to.yaml', 'import a b c', 'import to.yaml --nej'])('answers "%s" with how it is used', async (argv) => {
    expect(await new Desk().import(argv)).toEqual({ code: 2, stdout: '', stderr: USAGE });
  });
});
