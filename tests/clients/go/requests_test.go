package clients

import (
	"testing"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	tchttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
	cvm "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/cvm/v20170312"
	sts "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/sts/v20180813"
	vpc "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/vpc/v20170312"
)

// Every method with every signature carries nested lists and any text.
func TestEveryMethodWithEverySignature(t *testing.T) {
	account := newAccount(t)
	for _, method := range []string{"POST", "GET"} {
		for _, signature := range []string{"TC3-HMAC-SHA256", "HmacSHA1", "HmacSHA256"} {
			t.Run(method+" "+signature, func(t *testing.T) {
				http := connections["http"]
				http.ReqMethod = method
				chosen := settings(http)
				chosen.SignMethod = signature
				guangzhou := account.region(t, "ap-guangzhou", chosen)
				create := vpc.NewCreateVpcRequest()
				create.VpcName, create.CidrBlock = text("网络 & +%=/"), text("10.0.0.0/16")
				create.Tags = []*vpc.Tag{{Key: text("team"), Value: text("a b")}}
				made, err := guangzhou.vpc.CreateVpc(create)
				must(t, err)
				list := vpc.NewDescribeVpcsRequest()
				list.Filters = []*vpc.Filter{{Name: text("vpc-id"),
					Values: texts([]string{*made.Response.Vpc.VpcId, "vpc-00000000"})}}
				listed, err := guangzhou.vpc.DescribeVpcs(list)
				must(t, err)
				equal(t, "VPCs", len(listed.Response.VpcSet), 1)
				equal(t, "name", *listed.Response.VpcSet[0].VpcName, "网络 & +%=/")
				equal(t, "tag", *listed.Response.VpcSet[0].TagSet[0].Value, "a b")
			})
		}
	}
}

func TestAPayloadMayGoUnsigned(t *testing.T) {
	chosen := settings(connections["http"])
	chosen.UnsignedPayload = true
	guangzhou := newAccount(t).region(t, "ap-guangzhou", chosen)
	_, err := guangzhou.cvm.DescribeZones(cvm.NewDescribeZonesRequest())
	must(t, err)
}

// M-25
func TestTheCallerIsTheAccountInEveryRegion(t *testing.T) {
	account := newAccount(t)
	for _, name := range []string{"ap-guangzhou", "ap-shanghai"} {
		caller, err := account.plain(t, name).sts.GetCallerIdentity(sts.NewGetCallerIdentityRequest())
		must(t, err)
		equal(t, "account", *caller.Response.AccountId, account.uin)
	}
}

func TestWhoIsUnknownIsRefused(t *testing.T) {
	known := newAccount(t)
	for code, impostor := range map[string]account{
		"AuthFailure.SignatureFailure": {known.secretID, "wrong", ""},
		"AuthFailure.SecretIdNotFound": {"AKIDnobodyHasThisKey", known.secretKey, ""},
	} {
		guangzhou := impostor.plain(t, "ap-guangzhou")
		_, err := guangzhou.cvm.DescribeInstances(cvm.NewDescribeInstancesRequest())
		refused(t, code, err)
	}
}

// M-8
func TestAnUnknownRegionIsRefused(t *testing.T) {
	atlantis := newAccount(t).plain(t, "ap-atlantis")
	_, err := atlantis.cvm.DescribeInstances(cvm.NewDescribeInstancesRequest())
	refused(t, "UnsupportedRegion", err)
}

func TestAnUnknownActionAndWrongParametersAreRefused(t *testing.T) {
	account := newAccount(t)
	client := common.NewCommonClient(common.NewCredential(account.secretID, account.secretKey),
		"ap-guangzhou", settings(connections["http"]))
	for _, wrong := range []struct{ code, action, parameters string }{
		{"InvalidAction", "FlyInstances", `{}`},
		{"MissingParameter", "StopInstances", `{}`},
		{"UnknownParameter", "DescribeInstances", `{"Limitt": 1}`},
		{"InvalidParameter", "DescribeInstances", `{"Limit": "ten"}`},
	} {
		request := tchttp.NewCommonRequest("cvm", "2017-03-12", wrong.action)
		must(t, request.SetActionParameters(wrong.parameters))
		refused(t, wrong.code, client.Send(request, tchttp.NewCommonResponse()))
	}
}

// M-2
func TestASoldOutZoneTakesNoNewInstance(t *testing.T) {
	_, err := newAccount(t).plain(t, "ap-guangzhou").cvm.RunInstances(launch("ap-guangzhou-1"))
	refused(t, "ResourceInsufficient.AvailabilityZoneSoldOut", err)
}

// M-35
func TestASubnetLiesInItsVpcBesideTheOthersAndTakesInstancesOfItsZone(t *testing.T) {
	guangzhou := newAccount(t).plain(t, "ap-guangzhou")
	network := guangzhou.network(t, "ap-guangzhou-2")
	_, err := guangzhou.subnet(network.vpc, "ap-guangzhou-2", "10.1.0.0/24")
	refused(t, "InvalidParameterValue.SubnetRange", err)
	_, err = guangzhou.subnet(network.vpc, "ap-guangzhou-2", "10.0.0.128/25")
	refused(t, "InvalidParameterValue.SubnetConflict", err)
	elsewhere := launch("ap-guangzhou-3")
	elsewhere.VirtualPrivateCloud = network.place(0)
	_, err = guangzhou.cvm.RunInstances(elsewhere)
	refused(t, "InvalidParameterValue.SubnetIdZoneIdNotMatch", err)
}

// M-13
func TestWhatAnotherAccountHasDoesNotExist(t *testing.T) {
	mine, theirs := newAccount(t).plain(t, "ap-guangzhou"), newAccount(t).plain(t, "ap-guangzhou")
	ids := mine.run(t, launch("ap-guangzhou-2"))
	equal(t, "seen", len(theirs.describe(t, ids).InstanceSet), 0)
	terminate := cvm.NewTerminateInstancesRequest()
	terminate.InstanceIds = ids
	_, err := theirs.cvm.TerminateInstances(terminate)
	refused(t, "InvalidInstanceId.NotFound", err)
}

func TestAClientTokenGivesTheSameInstanceAndADryRunNone(t *testing.T) {
	guangzhou := newAccount(t).plain(t, "ap-guangzhou")
	once := launch("ap-guangzhou-2")
	once.ClientToken = text("once")
	first, again := guangzhou.run(t, once), guangzhou.run(t, once)
	equal(t, "instance", *again[0], *first[0])
	dry := launch("ap-guangzhou-2")
	dry.DryRun = common.BoolPtr(true)
	_, err := guangzhou.cvm.RunInstances(dry)
	must(t, err)
	equal(t, "instances", *guangzhou.describe(t, nil).TotalCount, 1)
}
