// Turns the contract (api/*.json) and the catalogue's cities into what the console imports:
//   src/generated/services.ts         versions, and a type for each request and reply
//   src/generated/requests/<s>.json   the fields of each action's request, which forms are made from
//   src/generated/cities.json         the cities that the API knows, as it takes their names, and where they are
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const generated = fileURLToPath(new URL('../src/generated/', import.meta.url));

const primitives = { string: 'string', bool: 'boolean', int64: 'number', uint64: 'number', float: 'number' };

// "[Tag]!" → { required: true, list: true, name: 'Tag' }
function parseType(text) {
  const required = text.endsWith('!');
  const bare = required ? text.slice(0, -1) : text;
  const list = bare.startsWith('[');
  return { required, list, name: list ? bare.slice(1, -1) : bare };
}

// Members of replies are all optional: what is not known is left out or null, and null is dropped.
function interfaceOf(name, fields, isRequest) {
  const lines = Object.entries(fields).map(([field, text]) => {
    const { required, list, name: type } = parseType(text);
    const mark = isRequest && required ? '' : '?';
    return `    ${field}${mark}: ${primitives[type] ?? type}${list ? '[]' : ''};`;
  });
  return lines.length ? `  interface ${name} {\n${lines.join('\n')}\n  }` : `  type ${name} = object;`;
}

// The objects that can be reached from these.
function reachable(objects, roots) {
  const found = new Set();
  const visit = (name) => {
    if (!objects[name] || found.has(name)) return;
    found.add(name);
    for (const text of Object.values(objects[name])) visit(parseType(text).name);
  };
  roots.forEach(visit);
  return found;
}

function serviceTypes({ service, version, actions, objects }) {
  const requests = reachable(objects, Object.values(actions).map((action) => action.request));
  const declared = Object.entries(objects).map(([name, fields]) => interfaceOf(name, fields, requests.has(name)));
  const table = Object.entries(actions).map(
    ([name, { request, response }]) => `    ${name}: { request: ${request}; reply: ${response} };`);
  return [
    `export declare namespace ${service} {`, ...declared, `  interface Actions {`, ...table, '  }', '}',
    `versions['${service}'] = '${version}';`,
  ].join('\n');
}

function requestFields({ actions, objects }) {
  const kept = reachable(objects, Object.values(actions).map((action) => action.request));
  return {
    actions: Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, action.request])),
    objects: Object.fromEntries(Object.entries(objects).filter(([name]) => kept.has(name))),
  };
}

// ["Suzhou, Jiangsu", "苏州, Jiangsu", latitude, longitude]: told apart by province, else by country.
function cities() {
  const text = readFileSync(join(repository, 'catalog', 'cities.toml'), 'utf8');
  return [...text.matchAll(/^ *\{ name = \["([^"]+)", "([^"]+)"\], (.*) \},?$/gm)].map(([, english, chinese, rest]) => {
    const where = /province = "([^"]+)"/.exec(rest)?.[1] ?? /country = "([^"]+)"/.exec(rest)[1];
    const [, latitude, longitude] = /location = \[([-\d.]+), ([-\d.]+)\]/.exec(rest);
    return [`${english}, ${where}`, `${chinese}, ${where}`, Number(latitude), Number(longitude)];
  });
}

rmSync(generated, { recursive: true, force: true });
mkdirSync(join(generated, 'requests'), { recursive: true });
const contracts = readdirSync(join(repository, 'api')).filter((name) => name.endsWith('.json')).sort()
  .map((name) => JSON.parse(readFileSync(join(repository, 'api', name), 'utf8')));
const services = contracts.map(({ service }) => `  ${service}: ${service}.Actions;`);
writeFileSync(join(generated, 'services.ts'), [
  '// Made by scripts/contract.mjs.',
  'export const versions: Record<string, string> = {};',
  ...contracts.map(serviceTypes),
  'export interface Services {', ...services, '}', '',
].join('\n'));
for (const contract of contracts)
  writeFileSync(join(generated, 'requests', `${contract.service}.json`), JSON.stringify(requestFields(contract)));
writeFileSync(join(generated, 'cities.json'), JSON.stringify(cities()));
