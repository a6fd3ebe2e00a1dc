// What a flow can begin and end at in a region, offered where one is typed.
import { fetchPage, idOf, kindNamed, titleOf, valueAt, type Kind } from '../kinds';

// Kinds that have an address of their own.
export const kindsWithAddress = ['instances', 'network-interfaces', 'load-balancers', 'databases', 'caches', 'addresses']
  .flatMap((name) => kindNamed(name) ?? []);
const mostOffered = 50;

export const internet = 'internet';

export interface EndChoice {
  id: string;
  name: string;
  kind: Kind;
}

// Those there are, and those whose name begins with the text, however many there are.
export async function endsIn(region: string, text: string, signal: AbortSignal): Promise<EndChoice[]> {
  const questions = kindsWithAddress.flatMap((kind) =>
    [{ kind, selectors: {} }, ...(kind.byTitle && text.length > 1 ? [{ kind, selectors: { [kind.byTitle]: text } }] : [])]);
  const answers = await Promise.all(questions.map(async ({ kind, selectors }) => {
    const page = await fetchPage(kind, region, selectors, 0, mostOffered, signal).catch(() => undefined);
    return (page?.items ?? []).map((item) =>
      ({ id: idOf(kind, item), name: String((kind.title && valueAt(item, kind.title)) || ''), kind }));
  }));
  return [...new Map(answers.flat().map((choice) => [choice.id, choice])).values()];
}

export const labelOf = ({ name, kind }: EndChoice) => [name, titleOf(kind, false)].filter(Boolean).join(' · ');

// An end by its name, where one alone has it; what was typed otherwise.
export function resolve(text: string, choices: EndChoice[]): string {
  const typed = text.trim();
  const named = choices.filter(({ name, id }) => name === typed && id !== typed);
  return named.length === 1 && !choices.some(({ id }) => id === typed) ? named[0]!.id : typed;
}
