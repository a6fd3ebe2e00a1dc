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
  action: KindAction;
  item: Item;
  preset?: Item;
}

const labels: Record<string, ActionLabel> = {
  SecurityGroupRule: 'addRule', SecurityGroupDefault: 'addRule', NoRoute: 'addRoute', NoReplyRoute: 'addRoute',
  NextHopGone: 'changeRoute', RouteLoop: 'changeRoute', NoListener: 'addListener', NoTarget: 'attach',
  PeeringNotActive: 'accept', ResourceState: 'start',
};

export const isIngress = (rule: string) => /ingress|入站/.test(rule);

export function remedyOf(
  { Code: code = '', ResourceId: id = '', Rule: rule = '' }: terrane.ReachabilityDecision, reachable: boolean,
  path: terrane.ReachabilityHop[], asked: Asked,
): Remedy | undefined {
  const key = keyOf(id, path);
  const kind = id.startsWith('lbl-') ? kindNamed('listeners') : kindOfId(id);
  const action = kind?.actions.find(({ label }) => label === labels[code]);
  if (!kind || !action) return undefined;
  const item = Object.fromEntries(kind.id.map((field, index) => [field, key.split(':')[index]]));
  return { kind, action, item, preset: presetOf(action, rule, reachable, path, asked) };
}

// A listener is known by its balancer, too: the last one on the way.
export function keyOf(id: string, path: terrane.ReachabilityHop[]): string {
  if (!id.startsWith('lbl-')) return id;
  const balancer = path.map(({ ResourceId: one = '' }) => one).filter((one) => one.startsWith('clb-')).pop();
  return `${balancer ?? ''}:${id}`;
}

// A rule before all others that decides this flow the other way.
function presetOf(action: KindAction, rule: string, reachable: boolean, path: terrane.ReachabilityHop[], asked: Asked): Item | undefined {
  if (action.label !== 'addRule') return undefined;
  const ingress = isIngress(rule || 'ingress');
  const group = path.filter((hop) => hop.HopType === 'SECURITY_GROUP').pop();
  const policy = {
    PolicyIndex: 0, Protocol: asked.protocol, Port: asked.port || 'ALL', CidrBlock: group?.Address ?? '',
    Action: reachable ? 'DROP' : 'ACCEPT',
  };
  return { SecurityGroupPolicySet: { [ingress ? 'Ingress' : 'Egress']: [policy] } };
}
