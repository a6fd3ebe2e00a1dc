// Reads the rows that a resource is made of: those that are not fields of the resource itself.
import { call, type Item } from './api/call';
import { valueAt, type Part } from './kinds';

type Reader = (item: Item, region: string, signal: AbortSignal) => Promise<Item[] | object[] | undefined>;

const text = (item: Item, field: string) => String(item[field] ?? '');

const policies = (direction: 'Ingress' | 'Egress'): Reader => async (group, region, signal) => {
  const reply = await call('vpc', 'DescribeSecurityGroupPolicies', { SecurityGroupId: text(group, 'SecurityGroupId') }, region, { signal });
  return reply.SecurityGroupPolicySet?.[direction];
};

const readers: Record<string, Reader> = {
  Ingress: policies('Ingress'),
  Egress: policies('Egress'),

  async listeners(balancer, region, signal) {
    const LoadBalancerId = text(balancer, 'LoadBalancerId');
    const { Listeners: found = [] } = await call('clb', 'DescribeListeners', { LoadBalancerId }, region, { signal });
    return found.map((one) => ({ ...one, LoadBalancerId }));
  },

  // With the health that the checks found.
  async targets(listener, region, signal) {
    const [LoadBalancerId, ListenerId] = [text(listener, 'LoadBalancerId'), text(listener, 'ListenerId')];
    const [{ Listeners: [bound] = [] }, { LoadBalancers: [health] = [] }] = await Promise.all([
      call('clb', 'DescribeTargets', { LoadBalancerId, ListenerIds: [ListenerId] }, region, { signal }),
      call('clb', 'DescribeTargetHealth', { LoadBalancerIds: [LoadBalancerId], ListenerIds: [ListenerId] }, region, { signal }),
    ]);
    const checked = (health?.Listeners ?? []).flatMap((one) => one.Rules ?? []);
    const healthOf = (location?: string, addresses: string[] = [], port?: number) =>
      checked.filter((rule) => (rule.LocationId || undefined) === location).flatMap((rule) => rule.Targets ?? [])
        .find((one) => one.Port === port && addresses.includes(one.IP ?? ''))?.HealthStatusDetail;
    const rules = [{ Targets: bound?.Targets, LocationId: undefined, Url: undefined }, ...(bound?.Rules ?? [])];
    return rules.flatMap(({ Targets: found = [], LocationId, Url }) => found.map((target) => ({
      ...target, LocationId, Url,
      EniIp: target.InstanceId ? undefined : target.PrivateIpAddresses?.[0],
      HealthStatusDetail: healthOf(LocationId, target.PrivateIpAddresses, target.Port),
    })));
  },

  async members(group, region, signal) {
    const Filters = [{ Name: 'TargetGroupId', Values: [text(group, 'TargetGroupId')] }];
    const { TargetGroupInstanceSet: found = [] } = await call('clb', 'DescribeTargetGroupInstances', { Filters, Limit: 100 }, region, { signal });
    return found.map((one) => ({ ...one, BindIP: one.PrivateIpAddresses?.[0] }));
  },
};

export async function rowsOf(part: Part, item: Item, region: string, signal: AbortSignal): Promise<Item[]> {
  const reader = readers[part.rows];
  return ((reader ? await reader(item, region, signal) : valueAt(item, part.rows)) ?? []) as Item[];
}
