module terrane.test/clients

go 1.19

require (
	github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/cvm v1.1.0
	github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/sts v1.1.11
	github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/vpc v1.0.1000
)

require github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common v1.3.210
