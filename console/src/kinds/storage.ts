import { action, list, type Kind } from './kind';
import { diskLife, snapshotLife } from './lifecycles';

export const storageKinds: Kind[] = [
  {
    name: 'disks', group: 'storage', english: ['cloud disk', 'Cloud disks'], chinese: '云硬盘', service: 'cbs',
    list: list('cbs', 'DescribeDisks', 'DiskSet'),
    id: ['DiskId'], byId: ['DiskIds'], title: 'DiskName', byTitle: 'disk-name',
    state: 'DiskState',
    states: {
      UNATTACHED: 'off', ATTACHED: 'good', EXPANDING: 'busy', ROLLBACKING: 'busy', TORECYCLE: 'bad',
    },
    lifecycle: diskLife,
    zone: 'Placement.Zone', columns: ['DiskUsage', 'DiskType', 'DiskSize', 'InstanceId', 'CreateTime'],
    references: [
      { field: 'InstanceId', kind: 'instances', selector: 'instance-id' },
      { field: 'AutoSnapshotPolicyIds', kind: 'snapshot-policies' },
      { field: 'Placement.ProjectId', kind: 'projects', selector: 'project-id' },
    ],
    create: action('cbs', 'CreateDisks', 'create', {}, {
      first: ['DiskName', 'DiskSize', 'SnapshotId'],
      preset: { DiskChargeType: 'POSTPAID_BY_HOUR', DiskType: 'CLOUD_PREMIUM', DiskSize: 50 },
    }),
    actions: [
      action('cbs', 'ModifyDiskAttributes', 'change', { DiskIds: 'DiskId' }, { first: ['DiskName'] }),
      action('cbs', 'AttachDisks', 'attach', { DiskIds: 'DiskId' }, { from: ['UNATTACHED'] }),
      action('cbs', 'DetachDisks', 'detach', { DiskIds: 'DiskId' }, { from: ['ATTACHED'] }),
      action('cbs', 'ResizeDisk', 'resize', { DiskId: 'DiskId' }),
      action('cbs', 'CreateSnapshot', 'createSnapshot', { DiskId: 'DiskId' }, { first: ['SnapshotName'] }),
      action('cbs', 'TerminateDisks', 'delete', { DiskIds: 'DiskId' }, { danger: true }),
    ],
  },
  {
    name: 'snapshots', group: 'storage', english: ['snapshot', 'Snapshots'], chinese: '快照', service: 'cbs',
    list: list('cbs', 'DescribeSnapshots', 'SnapshotSet'),
    id: ['SnapshotId'], byId: ['SnapshotIds'], title: 'SnapshotName', byTitle: 'snapshot-name',
    state: 'SnapshotState',
    states: { NORMAL: 'good', CREATING: 'busy', COPYING_FROM_REMOTE: 'busy' },
    lifecycle: snapshotLife,
    columns: ['DiskUsage', 'DiskSize', 'DiskId', 'CreateTime'],
    references: [
      { field: 'DiskId', kind: 'disks', selector: 'disk-id' },
      { field: 'AutoSnapshotPolicyId', kind: 'snapshot-policies' },
      { field: 'Images.ImageId', kind: 'images' },
    ],
    create: action('cbs', 'CreateSnapshot', 'create', {}, { first: ['DiskId', 'SnapshotName'] }),
    actions: [
      action('cbs', 'ModifySnapshotAttribute', 'change', { SnapshotId: 'SnapshotId' }, { first: ['SnapshotName'] }),
      action('cbs', 'ApplySnapshot', 'rollBack', { SnapshotId: 'SnapshotId', DiskId: 'DiskId' }, { danger: true }),
      action('cbs', 'CopySnapshotCrossRegions', 'copy', { SnapshotId: 'SnapshotId' }),
      action('cbs', 'DeleteSnapshots', 'delete', { SnapshotIds: 'SnapshotId' }, { danger: true }),
    ],
  },
  {
    name: 'snapshot-policies', group: 'storage', english: ['snapshot policy', 'Snapshot policies'],
    chinese: '定期快照策略', service: 'cbs',
    list: list('cbs', 'DescribeAutoSnapshotPolicies', 'AutoSnapshotPolicySet'),
    id: ['AutoSnapshotPolicyId'], byId: ['AutoSnapshotPolicyIds'], title: 'AutoSnapshotPolicyName',
    byTitle: 'auto-snapshot-policy-name',
    state: 'AutoSnapshotPolicyState', states: { NORMAL: 'good', PAUSED: 'off' },
    columns: ['RetentionDays', 'NextTriggerTime', 'CreateTime'],
    references: [{ field: 'DiskIdSet', kind: 'disks' }],
    create: action('cbs', 'CreateAutoSnapshotPolicy', 'create', {},
      { first: ['AutoSnapshotPolicyName', 'RetentionDays'] }),
    actions: [
      action('cbs', 'ModifyAutoSnapshotPolicyAttribute', 'change', { AutoSnapshotPolicyId: 'AutoSnapshotPolicyId' },
        { first: ['AutoSnapshotPolicyName', 'IsActivated', 'RetentionDays'] }),
      action('cbs', 'BindAutoSnapshotPolicy', 'attach', { AutoSnapshotPolicyId: 'AutoSnapshotPolicyId' },
        { first: ['DiskIds'] }),
      action('cbs', 'UnbindAutoSnapshotPolicy', 'detach', { AutoSnapshotPolicyId: 'AutoSnapshotPolicyId' },
        { first: ['DiskIds'] }),
      action('cbs', 'DeleteAutoSnapshotPolicies', 'delete', { AutoSnapshotPolicyIds: 'AutoSnapshotPolicyId' },
        { danger: true }),
    ],
  },
];
