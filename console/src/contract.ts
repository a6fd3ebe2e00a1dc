// The fields of a request, as the contract has them. A service's contract is loaded when a form first
// needs it.
export interface FieldType {
  name: string;
  required: boolean;
  list: boolean;
  type: string; // string, bool, int64, uint64, float, or an object's name
  fields?: FieldType[]; // of an object
  one?: boolean; // a list that a form has one element of
  plain?: boolean; // an object that a form shows one field of
}

interface RequestFields {
  actions: Record<string, string>;
  objects: Record<string, Record<string, string>>;
}

const services = import.meta.glob<RequestFields>('./generated/requests/*.json', { import: 'default' });

// Objects are at most this deep in a form; none of the contract's requests goes further.
const deepest = 5;

export async function requestFields(service: string, action: string): Promise<FieldType[]> {
  const load = services[`./generated/requests/${service}.json`];
  if (!load) throw new Error(`There is no service ${service}.`);
  const { actions, objects } = await load();
  const request = actions[action];
  if (!request) throw new Error(`There is no action ${action} in service ${service}.`);
  return fieldsOf(objects, request, 1);
}

function fieldsOf(objects: RequestFields['objects'], object: string, depth: number): FieldType[] {
  return Object.entries(objects[object] ?? {}).map(([name, text]) => {
    const required = text.endsWith('!');
    const bare = required ? text.slice(0, -1) : text;
    const list = bare.startsWith('[');
    const type = list ? bare.slice(1, -1) : bare;
    const nested = objects[type] && depth < deepest;
    return { name, required, list, type, ...(nested ? { fields: fieldsOf(objects, type, depth + 1) } : {}) };
  });
}
