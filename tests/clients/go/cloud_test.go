// Package clients drives the cloud under test by the official Go SDK, as its users do.
package clients

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	sdkerrors "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/errors"
	tchttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/profile"
	cvm "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/cvm/v20170312"
	sts "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/sts/v20180813"
	vpc "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/vpc/v20170312"
)

const (
	image        = "img-487zeit5" // Ubuntu Server 22.04 LTS, the same in every region
	instanceType = "S2.SMALL1"
)

var (
	endpoint = os.Getenv("TERRANE_ENDPOINT")
	address  = strings.TrimPrefix(endpoint, "http://")
	text     = common.StringPtr
	texts    = common.StringPtrs
	number   = common.Int64Ptr
	accounts atomic.Int64
)

// How requests may reach the cloud. Go asks a proxy for a tunnel only where it speaks TLS.
var connections = map[string]profile.HttpProfile{
	"http":             {Scheme: "HTTP", Endpoint: address},
	"https":            {Scheme: "HTTPS", Endpoint: address},
	"http by a proxy":  {Scheme: "HTTP"},
	"https by a proxy": {Scheme: "HTTPS"},
}

// The proxies of the environment are not asked for loopback addresses, so they serve those
// connections alone that name no endpoint.
func TestMain(m *testing.M) {
	os.Setenv("HTTP_PROXY", endpoint)
	os.Setenv("HTTPS_PROXY", endpoint)
	os.Setenv("SSL_CERT_FILE", os.Getenv("TERRANE_CA"))
	os.Exit(m.Run())
}

type account struct{ secretID, secretKey, uin string }

// region is one region as one account sees it.
type region struct {
	cvm *cvm.Client
	sts *sts.Client
	vpc *vpc.Client
}

func settings(http profile.HttpProfile) *profile.ClientProfile {
	made := profile.NewClientProfile()
	made.Language = "en-US"
	if http.ReqMethod == "" {
		http.ReqMethod = "POST"
	}
	http.ReqTimeout = 60
	made.HttpProfile = &http
	return made
}

// newAccount makes a fresh account: tests share the cloud, and nothing in it.
func newAccount(t *testing.T) account {
	t.Helper()
	operator := common.NewCommonClient(
		common.NewCredential(os.Getenv("TERRANE_SECRET_ID"), os.Getenv("TERRANE_SECRET_KEY")), "",
		settings(connections["http"]))
	request := tchttp.NewCommonRequest("terrane", "2026-11-23", "CreateAccount")
	must(t, request.SetActionParameters(map[string]interface{}{
		"Name": fmt.Sprintf("go-%d", accounts.Add(1))}))
	response := tchttp.NewCommonResponse()
	must(t, operator.Send(request, response))
	var made struct {
		Response struct {
			Account   struct{ Uin uint64 }
			AccessKey struct{ SecretId, SecretKey string }
		}
	}
	must(t, json.Unmarshal(response.GetBody(), &made))
	key := made.Response.AccessKey
	return account{key.SecretId, key.SecretKey, fmt.Sprint(made.Response.Account.Uin)}
}

func (a account) region(t *testing.T, name string, settings *profile.ClientProfile) region {
	t.Helper()
	credential := common.NewCredential(a.secretID, a.secretKey)
	cvmClient, err := cvm.NewClient(credential, name, settings)
	must(t, err)
	stsClient, err := sts.NewClient(credential, name, settings)
	must(t, err)
	vpcClient, err := vpc.NewClient(credential, name, settings)
	must(t, err)
	return region{cvmClient, stsClient, vpcClient}
}

func (a account) plain(t *testing.T, name string) region {
	return a.region(t, name, settings(connections["http"]))
}

type network struct {
	vpc     *string
	subnets []*string
}

// network makes a VPC with a subnet in each of the zones.
func (r region) network(t *testing.T, zones ...string) network {
	t.Helper()
	create := vpc.NewCreateVpcRequest()
	create.VpcName, create.CidrBlock = text("shop"), text("10.0.0.0/16")
	made, err := r.vpc.CreateVpc(create)
	must(t, err)
	result := network{vpc: made.Response.Vpc.VpcId}
	for index, zone := range zones {
		subnet, err := r.subnet(result.vpc, zone, fmt.Sprintf("10.0.%d.0/24", index))
		must(t, err)
		result.subnets = append(result.subnets, subnet.Response.Subnet.SubnetId)
	}
	return result
}

func (r region) subnet(vpcID *string, zone, cidr string) (*vpc.CreateSubnetResponse, error) {
	create := vpc.NewCreateSubnetRequest()
	create.VpcId, create.SubnetName = vpcID, text("shop")
	create.CidrBlock, create.Zone = text(cidr), text(zone)
	return r.vpc.CreateSubnet(create)
}

func (n network) place(subnet int) *cvm.VirtualPrivateCloud {
	return &cvm.VirtualPrivateCloud{VpcId: n.vpc, SubnetId: n.subnets[subnet]}
}

// launch is RunInstances with the least it needs; the caller adds to it.
func launch(zone string) *cvm.RunInstancesRequest {
	request := cvm.NewRunInstancesRequest()
	request.Placement = &cvm.Placement{Zone: text(zone)}
	request.ImageId, request.InstanceType = text(image), text(instanceType)
	return request
}

// run starts instances and waits until all of them run.
func (r region) run(t *testing.T, request *cvm.RunInstancesRequest) []*string {
	t.Helper()
	response, err := r.cvm.RunInstances(request)
	must(t, err)
	r.waitFor(t, response.Response.InstanceIdSet, "RUNNING")
	return response.Response.InstanceIdSet
}

func (r region) describe(t *testing.T, ids []*string) *cvm.DescribeInstancesResponseParams {
	t.Helper()
	request := cvm.NewDescribeInstancesRequest()
	request.InstanceIds = ids
	response, err := r.cvm.DescribeInstances(request)
	must(t, err)
	return response.Response
}

func (r region) waitFor(t *testing.T, ids []*string, state string) {
	t.Helper()
	eventually(t, func() bool {
		seen := r.describe(t, ids).InstanceSet
		for _, one := range seen {
			if *one.InstanceState != state || *one.LatestOperationState != "SUCCESS" {
				return false
			}
		}
		return len(seen) == len(ids)
	})
}

func eventually(t *testing.T, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("not so after 20 s")
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func equal(t *testing.T, what string, got, want interface{}) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Fatalf("%s: %v, not %v", what, got, want)
	}
}

// refused demands that the call ended with exactly this code.
func refused(t *testing.T, code string, err error) {
	t.Helper()
	var refusal *sdkerrors.TencentCloudSDKError
	if !errors.As(err, &refusal) {
		t.Fatalf("%v, not %s", err, code)
	}
	if refusal.Code != code || refusal.RequestId == "" || refusal.Message == "" {
		t.Fatalf("%v, not %s", refusal, code)
	}
}
