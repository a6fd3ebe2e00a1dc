package clients

import (
	"testing"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	cvm "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/cvm/v20170312"
	vpc "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/vpc/v20170312"
)

// The job is done in two regions, over every connection.
// M-8, M-22, M-26, M-27, M-30, M-34, M-35
func TestTheFirstJob(t *testing.T) {
	for name, http := range connections {
		http := http
		t.Run(name, func(t *testing.T) {
			account := newAccount(t)
			guangzhou := account.region(t, "ap-guangzhou", settings(http))
			shanghai := account.region(t, "ap-shanghai", settings(http))
			places(t, guangzhou)
			create := cvm.NewCreateKeyPairRequest()
			create.KeyName, create.ProjectId = text("deploy"), number(0)
			made, err := guangzhou.cvm.CreateKeyPair(create)
			must(t, err)
			key := made.Response.KeyPair.KeyId

			here := guangzhou.build(t, key, "ap-guangzhou-2", "ap-guangzhou-3")
			there := shanghai.build(t, key, "ap-shanghai-1", "ap-shanghai-1")
			foreign(t, guangzhou, there)
			foreign(t, shanghai, here)
			guangzhou.operate(t, here, key)
			shanghai.operate(t, there, key)
			guangzhou.takeDown(t, here)
			shanghai.takeDown(t, there)

			remove := cvm.NewDeleteKeyPairsRequest()
			remove.KeyIds = []*string{key}
			_, err = guangzhou.cvm.DeleteKeyPairs(remove)
			must(t, err)
		})
	}
}

type built struct {
	network   network
	group     *string
	instances []*string // one database, two web servers
}

func places(t *testing.T, r region) {
	regions, err := r.cvm.DescribeRegions(cvm.NewDescribeRegionsRequest())
	must(t, err)
	equal(t, "regions", *regions.Response.TotalCount, 8)
	zones, err := r.cvm.DescribeZones(cvm.NewDescribeZonesRequest())
	must(t, err)
	var names []string
	for _, zone := range zones.Response.ZoneSet {
		names = append(names, *zone.Zone)
	}
	equal(t, "zones", names, []string{"ap-guangzhou-1", "ap-guangzhou-2", "ap-guangzhou-3"})
}

// build makes a network over two subnets and three instances in it.
func (r region) build(t *testing.T, key *string, zones ...string) built {
	made := built{network: r.network(t, zones...)}
	create := vpc.NewCreateSecurityGroupRequest()
	create.GroupName, create.GroupDescription = text("web"), text("the front")
	group, err := r.vpc.CreateSecurityGroup(create)
	must(t, err)
	made.group = group.Response.SecurityGroup.SecurityGroupId
	open := vpc.NewCreateSecurityGroupPoliciesRequest()
	open.SecurityGroupId = made.group
	open.SecurityGroupPolicySet = &vpc.SecurityGroupPolicySet{Ingress: []*vpc.SecurityGroupPolicy{{
		Protocol: text("TCP"), Port: text("443"), CidrBlock: text("0.0.0.0/0"), Action: text("ACCEPT")}}}
	_, err = r.vpc.CreateSecurityGroupPolicies(open)
	must(t, err)

	database := launch(zones[0])
	database.InstanceName, database.VirtualPrivateCloud = text("db"), made.network.place(0)
	database.SecurityGroupIds = []*string{made.group}
	database.LoginSettings = &cvm.LoginSettings{KeyIds: []*string{key}}
	web := launch(zones[1])
	web.InstanceCount, web.VirtualPrivateCloud = number(2), made.network.place(1)
	web.InstanceName, web.HostName = text("web-{R:1}"), text("web-{R:1}")
	made.instances = append(r.run(t, database), r.run(t, web)...)

	shown := r.describe(t, made.instances[:1]).InstanceSet[0]
	equal(t, "zone", *shown.Placement.Zone, zones[0])
	equal(t, "key", *shown.LoginSettings.KeyIds[0], *key)
	equal(t, "security group", *shown.SecurityGroupIds[0], *made.group)
	page := cvm.NewDescribeInstancesRequest()
	page.Filters = []*cvm.Filter{{Name: text("vpc-id"), Values: []*string{made.network.vpc}}}
	page.Limit, page.Offset = number(1), number(2)
	listed, err := r.cvm.DescribeInstances(page)
	must(t, err)
	equal(t, "in the VPC", *listed.Response.TotalCount, 3)
	equal(t, "in the page", len(listed.Response.InstanceSet), 1)
	return made
}

// foreign shows that what is in another region does not exist in this one.
func foreign(t *testing.T, r region, other built) {
	equal(t, "seen of another region", len(r.describe(t, other.instances).InstanceSet), 0)
	stop := cvm.NewStopInstancesRequest()
	stop.InstanceIds = other.instances
	_, err := r.cvm.StopInstances(stop)
	refused(t, "InvalidInstanceId.NotFound", err)
}

// operate does with the instances what one does.
func (r region) operate(t *testing.T, it built, key *string) {
	web := it.instances[1:]
	stop := cvm.NewStopInstancesRequest()
	stop.InstanceIds = web
	_, err := r.cvm.StopInstances(stop)
	must(t, err)
	r.waitFor(t, web, "STOPPED")
	bind := cvm.NewAssociateInstancesKeyPairsRequest()
	bind.InstanceIds, bind.KeyIds = web, []*string{key}
	_, err = r.cvm.AssociateInstancesKeyPairs(bind)
	must(t, err)
	unbind := cvm.NewDisassociateInstancesKeyPairsRequest()
	unbind.InstanceIds, unbind.KeyIds = web, []*string{key}
	_, err = r.cvm.DisassociateInstancesKeyPairs(unbind)
	must(t, err)
	start := cvm.NewStartInstancesRequest()
	start.InstanceIds = web
	_, err = r.cvm.StartInstances(start)
	must(t, err)
	r.waitFor(t, web, "RUNNING")
	reboot := cvm.NewRebootInstancesRequest()
	reboot.InstanceIds = web
	_, err = r.cvm.RebootInstances(reboot)
	must(t, err)
	r.waitFor(t, web, "RUNNING")
	change := cvm.NewModifyInstancesAttributeRequest()
	change.InstanceIds, change.SecurityGroups = web, []*string{it.group}
	_, err = r.cvm.ModifyInstancesAttribute(change)
	must(t, err)
	rename := cvm.NewModifyInstancesAttributeRequest()
	rename.InstanceIds, rename.InstanceName = it.instances[:1], text("database")
	_, err = r.cvm.ModifyInstancesAttribute(rename)
	must(t, err)
	equal(t, "name", *r.describe(t, it.instances[:1]).InstanceSet[0].InstanceName, "database")
	states := cvm.NewDescribeInstancesStatusRequest()
	states.InstanceIds = it.instances
	listed, err := r.cvm.DescribeInstancesStatus(states)
	must(t, err)
	equal(t, "states", len(listed.Response.InstanceStatusSet), 3)
}

func (r region) takeDown(t *testing.T, it built) {
	refused(t, "ResourceInUse", r.deleteSubnet(it.network.subnets[0]))
	refused(t, "ResourceInUse", r.deleteVpc(it.network.vpc))
	refused(t, "ResourceInUse", r.deleteGroup(it.group))
	terminate := cvm.NewTerminateInstancesRequest()
	terminate.InstanceIds = it.instances
	_, err := r.cvm.TerminateInstances(terminate)
	must(t, err)
	eventually(t, func() bool { return *r.describe(t, it.instances).TotalCount == 0 })
	used := vpc.NewDescribeUsedIpAddressRequest()
	used.VpcId = it.network.vpc
	addresses, err := r.vpc.DescribeUsedIpAddress(used)
	must(t, err)
	equal(t, "used addresses", len(addresses.Response.IpAddressStates), 0)
	for _, subnet := range it.network.subnets {
		must(t, r.deleteSubnet(subnet))
	}
	must(t, r.deleteVpc(it.network.vpc))
	must(t, r.deleteGroup(it.group))
	gone := vpc.NewDescribeVpcsRequest()
	gone.VpcIds = common.StringPtrs([]string{*it.network.vpc})
	listed, err := r.vpc.DescribeVpcs(gone)
	must(t, err)
	equal(t, "VPCs left", len(listed.Response.VpcSet), 0)
}

func (r region) deleteSubnet(id *string) error {
	request := vpc.NewDeleteSubnetRequest()
	request.SubnetId = id
	_, err := r.vpc.DeleteSubnet(request)
	return err
}

func (r region) deleteVpc(id *string) error {
	request := vpc.NewDeleteVpcRequest()
	request.VpcId = id
	_, err := r.vpc.DeleteVpc(request)
	return err
}

func (r region) deleteGroup(id *string) error {
	request := vpc.NewDeleteSecurityGroupRequest()
	request.SecurityGroupId = id
	_, err := r.vpc.DeleteSecurityGroup(request)
	return err
}
