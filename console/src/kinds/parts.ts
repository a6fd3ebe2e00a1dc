// What a resource is made of that is no resource itself: rules, routes, targets. Each is a row that can
// be added, changed and taken away.
import { action, type Part } from './kind';

const ofGroup = { SecurityGroupId: 'of.SecurityGroupId' };

export function policies(direction: 'Ingress' | 'Egress'): Part {
  const within = `SecurityGroupPolicySet.${direction}`;
  const index = { [`${within}.0.PolicyIndex`]: 'PolicyIndex' };
  const first = ['Protocol', 'Port', 'CidrBlock', 'SecurityGroupId', 'Action', 'PolicyDescription'].map((name) => `${within}.${name}`);
  return {
    title: direction === 'Ingress' ? ['Inbound rules', '入站规则'] : ['Outbound rules', '出站规则'],
    rows: direction,
    columns: ['PolicyIndex', 'Protocol', 'Port', 'CidrBlock', 'SecurityGroupId', 'Action', 'PolicyDescription'],
    references: { SecurityGroupId: 'security-groups' },
    add: action('vpc', 'CreateSecurityGroupPolicies', 'addRule', ofGroup, { within, first, preset: { Protocol: 'TCP', CidrBlock: '0.0.0.0/0', Action: 'ACCEPT' } }),
    actions: [
      action('vpc', 'ReplaceSecurityGroupPolicy', 'change', { ...ofGroup, ...index }, { within, first }),
      action('vpc', 'DeleteSecurityGroupPolicies', 'delete', { ...ofGroup, ...index }, { danger: true }),
    ],
  };
}

const ofTable = { RouteTableId: 'of.RouteTableId' };
const routeFields = ['DestinationCidrBlock', 'GatewayType', 'GatewayId', 'RouteDescription'];
const routeFirst = routeFields.map((name) => `Routes.${name}`);

export const routes: Part = {
  title: ['Routes', '路由'],
  rows: 'RouteSet',
  columns: [...routeFields, 'Enabled'],
  fixed: (route) => route['RouteType'] === 'LOCAL' || route['GatewayType'] === 'LOCAL',
  add: action('vpc', 'CreateRoutes', 'addRoute', ofTable, { within: 'Routes', first: routeFirst, preset: { GatewayType: 'PEERCONNECTION' } }),
  actions: [
    action('vpc', 'ReplaceRoutes', 'change', { ...ofTable, 'Routes.0.RouteId': 'RouteId' }, { within: 'Routes', first: routeFirst }),
    action('vpc', 'DeleteRoutes', 'delete', { ...ofTable, 'Routes.0.RouteId': 'RouteId' }, { danger: true }),
  ],
};

export const listenersOfBalancer: Part = {
  title: ['Listeners', '监听器'],
  kind: 'listeners',
  rows: 'listeners',
  columns: ['Protocol', 'Port', 'Scheduler'],
  add: action('clb', 'CreateListener', 'addListener', { LoadBalancerId: 'of.LoadBalancerId' }, { first: ['ListenerNames', 'HealthCheck.HealthSwitch', 'Certificate.CertId'], preset: { Protocol: 'TCP' } }),
  actions: [
    action('clb', 'DeleteListener', 'delete', { LoadBalancerId: 'of.LoadBalancerId', ListenerId: 'ListenerId' }, { danger: true }),
  ],
};

const ofListener = { LoadBalancerId: 'of.LoadBalancerId', ListenerId: 'of.ListenerId' };
const targetFirst = ['Targets.InstanceId', 'Targets.EniIp', 'Targets.Port', 'Targets.Weight'];
const addTarget = (more: Record<string, string> = {}) =>
  action('clb', 'RegisterTargets', 'addTarget', { ...ofListener, ...more }, { within: 'Targets', first: targetFirst });

export const forwardingRules: Part = {
  title: ['Forwarding rules', '转发规则'],
  rows: 'Rules',
  columns: ['Domain', 'Url', 'Scheduler', 'LocationId'],
  onlyIf: (listener) => /^HTTP/.test(String(listener['Protocol'])),
  add: action('clb', 'CreateRule', 'addRule', ofListener, { within: 'Rules', first: ['Rules.Domain', 'Rules.Url', 'Rules.Scheduler'], preset: { Url: '/' } }),
  actions: [
    addTarget({ LocationId: 'LocationId' }),
    action('clb', 'ModifyRule', 'change', { ...ofListener, LocationId: 'LocationId' }, { first: ['Url', 'Scheduler'] }),
    action('clb', 'DeleteRule', 'delete', { ...ofListener, LocationIds: 'LocationId' }, { danger: true }),
  ],
};

const ofTarget = { ...ofListener, LocationId: 'LocationId', 'Targets.0.InstanceId': 'InstanceId', 'Targets.0.EniIp': 'EniIp', 'Targets.0.Port': 'Port' };

export const targets: Part = {
  title: ['Targets', '后端服务'],
  rows: 'targets',
  columns: ['InstanceId', 'PrivateIpAddresses', 'Port', 'Weight', 'Url', 'Zone'],
  references: { InstanceId: 'instances' },
  state: 'HealthStatusDetail', states: { Alive: 'good', Dead: 'bad', Unknown: 'busy', Close: 'off' },
  onlyIf: (listener) => listener['TargetType'] !== 'TARGETGROUP',
  addIf: (listener) => !/^HTTP/.test(String(listener['Protocol'])), // those have theirs by rule
  add: addTarget(),
  actions: [
    action('clb', 'ModifyTargetWeight', 'changeWeight', ofTarget, { first: ['Weight'] }),
    action('clb', 'ModifyTargetPort', 'changePort', ofTarget),
    action('clb', 'DeregisterTargets', 'delete', ofTarget, { danger: true }),
  ],
};

const ofTargetGroup = { TargetGroupId: 'of.TargetGroupId' };
const memberOfGroup = { ...ofTargetGroup, 'TargetGroupInstances.0.BindIP': 'BindIP', 'TargetGroupInstances.0.Port': 'Port' };
const memberFirst = ['BindIP', 'Port', 'Weight'].map((name) => `TargetGroupInstances.${name}`);

export const targetGroupMembers: Part = {
  title: ['Targets', '后端服务'],
  rows: 'members',
  columns: ['InstanceId', 'BindIP', 'Port', 'Weight'],
  references: { InstanceId: 'instances' },
  add: action('clb', 'RegisterTargetGroupInstances', 'addTarget', ofTargetGroup, { within: 'TargetGroupInstances', first: memberFirst }),
  actions: [
    action('clb', 'ModifyTargetGroupInstancesWeight', 'changeWeight', memberOfGroup, { within: 'TargetGroupInstances', first: ['TargetGroupInstances.Weight'] }),
    action('clb', 'DeregisterTargetGroupInstances', 'delete', memberOfGroup, { danger: true }),
  ],
};
