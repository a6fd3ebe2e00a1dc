// What serves an application: load balancers and what they need, databases, caches.
import { action, list, type Kind } from './kind';
import { balancerLife, cacheLife, databaseLife } from './lifecycles';
import { forwardingRules, listenersOfBalancer, targetGroupMembers, targets } from './parts';

const listener = { LoadBalancerId: 'LoadBalancerId', ListenerId: 'ListenerId' };

export const deliveryKinds: Kind[] = [
  {
    name: 'load-balancers', group: 'delivery', english: ['load balancer', 'Load balancers'], chinese: '负载均衡实例',
    service: 'clb',
    list: list('clb', 'DescribeLoadBalancers', 'LoadBalancerSet'),
    id: ['LoadBalancerId'], byId: ['LoadBalancerIds'], title: 'LoadBalancerName', byTitle: 'load-balancer-name',
    state: 'Status', states: { 0: ['busy', 'creating', '创建中'], 1: ['good', 'running', '运行中'] }, lifecycle: balancerLife, zone: 'MasterZone.Zone',
    columns: ['LoadBalancerType', 'LoadBalancerVips', 'VpcId', 'CreateTime'],
    references: [
      { field: 'VpcId', kind: 'vpcs', selector: 'vpc-id' },
      { field: 'SubnetId', kind: 'subnets', selector: 'subnet-id' },
      { field: 'SecureGroups', kind: 'security-groups', selector: 'SecurityGroup' },
      { field: 'ProjectId', kind: 'projects', selector: 'project-id' },
    ],
    create: action('clb', 'CreateLoadBalancer', 'create', {}, {
      first: ['LoadBalancerName', 'VpcId', 'SubnetId', 'MasterZoneId'], preset: { LoadBalancerType: 'OPEN' },
    }),
    actions: [
      action('clb', 'ModifyLoadBalancerAttributes', 'change', { LoadBalancerId: 'LoadBalancerId' },
        { first: ['LoadBalancerName'] }),
      action('clb', 'SetLoadBalancerSecurityGroups', 'changeSecurityGroups', { LoadBalancerId: 'LoadBalancerId' },
        { first: ['SecurityGroups'] }),
      action('clb', 'DeleteLoadBalancer', 'delete', { LoadBalancerIds: 'LoadBalancerId' }, { danger: true }),
    ],
    parts: [listenersOfBalancer],
  },
  {
    name: 'listeners', group: 'delivery', english: ['listener', 'Listeners'], chinese: '监听器', service: 'clb',
    list: list('clb', 'DescribeListeners', 'Listeners', { unpaged: true, needs: 'load-balancers' }),
    id: ['LoadBalancerId', 'ListenerId'], byId: ['LoadBalancerId', 'ListenerIds'], title: 'ListenerName',
    columns: ['Protocol', 'Port', 'Scheduler', 'CreateTime'],
    references: [
      { field: 'LoadBalancerId', kind: 'load-balancers', selector: 'LoadBalancerId' },
      { field: 'Certificate.CertId', kind: 'certificates' },
      { field: 'TargetGroup.TargetGroupId', kind: 'target-groups' },
    ],
    create: action('clb', 'CreateListener', 'create', {}, { first: ['ListenerNames', 'HealthCheck'] }),
    actions: [
      action('clb', 'ModifyListener', 'change', listener, { first: ['ListenerName', 'Scheduler'] }),
      action('clb', 'DeleteListener', 'delete', listener, { danger: true }),
    ],
    parts: [forwardingRules, targets],
  },
  {
    name: 'target-groups', group: 'delivery', english: ['target group', 'Target groups'], chinese: '目标组',
    service: 'clb',
    list: list('clb', 'DescribeTargetGroups', 'TargetGroupSet'),
    id: ['TargetGroupId'], byId: ['TargetGroupIds'], title: 'TargetGroupName', byTitle: 'TargetGroupName',
    columns: ['Protocol', 'Port', 'RegisteredInstancesCount', 'AssociatedRuleCount', 'CreatedTime'],
    references: [
      { field: 'VpcId', kind: 'vpcs', selector: 'TargetGroupVpcId' },
      { field: 'AssociatedRule.LoadBalancerId', kind: 'load-balancers' },
    ],
    create: action('clb', 'CreateTargetGroup', 'create', {}, { first: ['TargetGroupName', 'VpcId', 'Port', 'Protocol'] }),
    actions: [
      action('clb', 'ModifyTargetGroupAttribute', 'change', { TargetGroupId: 'TargetGroupId' },
        { first: ['TargetGroupName', 'Port'] }),
      action('clb', 'DeleteTargetGroups', 'delete', { TargetGroupIds: 'TargetGroupId' }, { danger: true }),
    ],
    parts: [targetGroupMembers],
  },
  {
    name: 'certificates', group: 'account', english: ['certificate', 'Certificates'], chinese: '证书', service: 'ssl',
    list: list('ssl', 'DescribeCertificates', 'Certificates'),
    id: ['CertificateId'], byId: ['CertIds'], title: 'Alias', byTitle: 'SearchKey',
    state: 'StatusName',
    columns: ['Domain', 'CertificateType', 'CertEndTime'],
    references: [{ field: 'ProjectId', kind: 'projects' }],
    create: action('ssl', 'UploadCertificate', 'create', {}, { first: ['CertificatePrivateKey', 'Alias'] }),
    actions: [action('ssl', 'DeleteCertificate', 'delete', { CertificateId: 'CertificateId' }, { danger: true })],
  },
  {
    name: 'databases', group: 'delivery', english: ['database instance', 'Databases'], chinese: '云数据库实例',
    service: 'cdb',
    list: list('cdb', 'DescribeDBInstances', 'Items'),
    id: ['InstanceId'], byId: ['InstanceIds'], title: 'InstanceName', byTitle: 'InstanceNames',
    state: 'Status',
    states: {
      0: ['busy', 'creating', '创建中'], 1: ['good', 'running', '运行中'], 4: ['busy', 'isolating', '隔离中'],
      5: ['off', 'isolated', '已隔离'], 6: ['off', 'offline', '已下线'],
    },
    lifecycle: databaseLife, zone: 'Zone',
    columns: ['EngineVersion', 'Memory', 'Volume', 'Vip', 'CreateTime'],
    references: [
      { field: 'UniqVpcId', kind: 'vpcs', selector: 'UniqueVpcIds' },
      { field: 'UniqSubnetId', kind: 'subnets', selector: 'UniqSubnetIds' },
      { field: 'ProjectId', kind: 'projects', selector: 'ProjectId' },
    ],
    create: action('cdb', 'CreateDBInstanceHour', 'create', {}, {
      first: ['InstanceName', 'Zone', 'EngineVersion', 'UniqVpcId', 'UniqSubnetId', 'Password'],
      preset: { GoodsNum: 1, Memory: 1000, Volume: 50 },
    }),
    actions: [
      action('cdb', 'ModifyDBInstanceName', 'change', { InstanceId: 'InstanceId' }),
      action('cdb', 'UpgradeDBInstance', 'resize', { InstanceId: 'InstanceId' }),
      action('cdb', 'RestartDBInstances', 'restart', { InstanceIds: 'InstanceId' }),
      action('cdb', 'ModifyDBInstanceSecurityGroups', 'changeSecurityGroups', { InstanceId: 'InstanceId' }),
      action('cdb', 'IsolateDBInstance', 'delete', { InstanceId: 'InstanceId' }, { danger: true }),
    ],
  },
  {
    name: 'caches', group: 'delivery', english: ['cache instance', 'Caches'], chinese: '云缓存实例',
    service: 'memcached',
    list: list('memcached', 'DescribeInstances', 'InstanceList', { total: 'TotalNum' }),
    id: ['InstanceId'], byId: ['InstanceIds'], title: 'InstanceName', byTitle: 'InstanceNames',
    state: 'Status',
    states: { 2: ['good', 'running', '运行中'], '-2': ['off', 'isolated', '已隔离'] }, lifecycle: cacheLife,
    columns: ['Vip', 'Vport', 'UniqVpcId', 'AddTimeStamp'],
    references: [
      { field: 'UniqVpcId', kind: 'vpcs', selector: 'UniqVpcIds' },
      { field: 'UniqSubnetId', kind: 'subnets', selector: 'UniqSubnetIds' },
    ],
    create: action('terrane', 'CreateCache', 'create', {},
      { first: ['Name', 'VpcId', 'SubnetId'], preset: { MemoryGiB: 1 } }),
    actions: [
      action('terrane', 'ModifyCache', 'change', { CacheId: 'InstanceId' }, { first: ['Name', 'MemoryGiB'] }),
      action('terrane', 'DeleteCaches', 'delete', { CacheIds: 'InstanceId' }, { danger: true }),
    ],
  },
];
