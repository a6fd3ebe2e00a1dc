// What can be done about what decided: actions of the resource that it names, with what is known filled
// in.
import type { Item } from '../api/call';
import type { terrane } from '../generated/services';
import { kindNamed, type Kind, type KindAction } from '../kinds';
import type { ActionLabel } from '../kinds/kind';
import { kindOfId } from '../kinds/of_id';

export interface Asked {
  from: string;
  fromRegion: string;
  to: string;
  toRegion: string;
  protocol: string;
  port: string;
}

export interface Remedy {
  kind: Kind;
  id: string;
  action: KindAction;
  item: Item; // the resource; as "of" for what adds to its parts
}

const labels: Record<string, ActionLabel> = {
  SecurityGroupRule: 'addRule', SecurityGroupDefault: 'addRule', NoRoute: 'addRoute', NoReplyRoute: 'addRoute',
  NoListener: 'addListener', NoTarget: 'addTarget', PeeringNotActive: 'accept', ResourceState: 'start',
};

export const isIngress = (rule: string) => /ingress|入站/.test(rule);

export function remedyOf(decision: terrane.ReachabilityDecision, reachable: boolean, path: terrane.ReachabilityHop[], asked: Asked): Remedy | undefined {
  const { Code: code = '', ResourceId: id = '' } = decision;
  const kind = id.startsWith('lbl-') ? kindNamed('listeners') : kindOfId(id);
  const action = kind && actionOf(kind, labels[code], directionOf(decision));
  if (!action) return undefined;
  const key = keyOf(id, path).split(':');
  const item = Object.fromEntries(kind.id.map((field, index) => [field, key[index]]));
  const preset = action.label === 'addRule' ? { ...action.preset, ...ruleFor(asked, reachable, path) } : action.preset;
  return { kind, id: key.join(':'), action: { ...action, preset }, item: kind.actions.includes(action) ? item : { of: item } };
}

const directionOf = ({ Rule: rule, Text: text = '' }: terrane.ReachabilityDecision) => (isIngress(rule || text) ? 'Ingress' : 'Egress');

// An action of the resource itself, or the one that adds to what it is made of; rules in their direction.
function actionOf(kind: Kind, label: ActionLabel | undefined, direction: string): KindAction | undefined {
  const added = (kind.parts ?? []).flatMap((part) => part.add ?? [])
    .filter(({ within = '' }) => !within.startsWith('SecurityGroupPolicySet') || within.endsWith(direction));
  return [...kind.actions, ...added].find((action) => action.label === label);
}

// A rule before all others that decides this flow the other way.
function ruleFor(asked: Asked, reachable: boolean, path: terrane.ReachabilityHop[]): Item {
  const group = path.filter((hop) => hop.HopType === 'SECURITY_GROUP').pop();
  return {
    PolicyIndex: 0, Protocol: asked.protocol, Port: asked.port || 'ALL', CidrBlock: group?.Address ?? '0.0.0.0/0',
    Action: reachable ? 'DROP' : 'ACCEPT',
  };
}

// A listener is known by its balancer, too: the last one on the way.
export function keyOf(id: string, path: terrane.ReachabilityHop[]): string {
  if (!id.startsWith('lbl-')) return id;
  const balancer = path.map(({ ResourceId: one = '' }) => one).filter((one) => one.startsWith('clb-')).pop();
  return `${balancer ?? ''}:${id}`;
}
