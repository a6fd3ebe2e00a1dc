// Instances, for tests that need some.
import type { Cloud } from './cloud.js';

export async function runInstance(cloud: Cloud, region: string, zone: string, more: object = {}): Promise<string> {
  const { ImageSet: [image] } = await cloud.call<{ ImageSet: { ImageId: string }[] }>('cvm', 'DescribeImages', { Limit: 1 }, region);
  const { InstanceIdSet: [id = ''] } = await cloud.call<{ InstanceIdSet: string[] }>('cvm', 'RunInstances', {
    Placement: { Zone: zone }, ImageId: image!.ImageId, InstanceType: 'S5.SMALL1', ...more,
  }, region);
  return id;
}
