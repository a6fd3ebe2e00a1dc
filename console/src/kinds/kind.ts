// What a kind of resource is to the console: how it is listed, shown and changed.
import type { Action, Item, Service } from '../api/call';
import type { Words } from '../i18n';

// How a list is narrowed: a filter's name ("vpc-id"), or a parameter's ("UniqVpcIds") where the action
// has no filters. Parameters start with a capital; those that end in s take a list.
export type Selector = string;

// A word of the dictionaries: 'create' is 'act.create'.
export type ActionLabel = Words extends infer W ? (W extends `act.${infer L}` ? L : never) : never;

export type Tone = 'good' | 'busy' | 'off' | 'bad';

export interface Reference {
  field: string;
  kind: string;
  selector?: Selector;
  region?: string; // the field that says where it is, where that may be elsewhere
}

// States in columns, as they are drawn, and what moves one to the next.
export interface Lifecycle {
  columns: string[][];
  moves: [from: string, word: string[], to: string][];
}

export interface KindAction {
  service: Service;
  action: string;
  label: ActionLabel;
  bind: Record<string, string>; // parameter, or a path in it ("Routes.0.RouteId") → the item's field it is taken from
  first?: string[]; // paths of fields shown before "more options", besides those that are required
  within?: string; // the list that the form is one element of: "Routes"
  preset?: Item; // what a form starts with
  told?: { secret: string; name: string }; // where the reply has what is told this once, and its name
  danger?: boolean; // asks again
  from?: string[]; // the states it may be asked in, where it is of use in few
}

export interface Kind {
  name: string; // in addresses
  group: 'compute' | 'storage' | 'network' | 'delivery' | 'account';
  english: [one: string, many: string];
  chinese: string;
  service: Service;
  list: {
    action: string;
    items: string; // where the reply has them
    total?: string; // "TotalCount" if not said
    parameters?: Item;
    textPaging?: boolean; // Offset and Limit are strings
    unpaged?: boolean; // the action gives all at once
    needs?: string; // the kind whose ID it asks for; see `references`
  };
  id: string[]; // the fields that name one; joined by ":" in addresses
  byId: Selector[];
  title?: string; // the field with its name
  byTitle?: Selector;
  state?: string;
  states?: Record<string, Tone | [tone: Tone, english: string, chinese: string]>;
  lifecycle?: Lifecycle;
  zone?: string;
  columns: string[];
  references: Reference[];
  create?: KindAction;
  otherCreates?: KindAction[];
  actions: KindAction[];
  parts?: Part[];
}

// Rows that a resource is made of. Their actions take what they need of the row, and of the resource as
// "of.".
export interface Part {
  title: [english: string, chinese: string];
  rows: string; // the item's field that has them, or who reads them: src/part_rows.ts
  kind?: string; // of the rows, where they are resources
  columns: string[];
  references?: Record<string, string>; // a column → the kind it names
  state?: string;
  states?: Record<string, Tone>;
  fixed?: (row: Item) => boolean; // nothing can be done to it
  onlyIf?: (item: Item) => boolean;
  addIf?: (item: Item) => boolean;
  add?: KindAction;
  actions: KindAction[];
}

export function action<S extends Service>(
  service: S, name: Action<S>, label: ActionLabel, bind: Record<string, string>,
  more: Partial<Pick<KindAction, 'first' | 'preset' | 'danger' | 'from' | 'within' | 'told'>> = {},
): KindAction {
  return { service, action: name, label, bind, ...more };
}

// A list action, checked to be the service's.
export function list<S extends Service>(
  _service: S, name: Action<S>, items: string, more: Omit<Kind['list'], 'action' | 'items'> = {},
): Kind['list'] {
  return { action: name, items, ...more };
}
