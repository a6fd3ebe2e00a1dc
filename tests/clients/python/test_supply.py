"""Products by region, and tickets for zones of the finance industry, as official clients meet them."""

from cloud import administrator, filters, operate, refused

ZONE = "ap-shanghai-fsi-1"


def apply_for(account):
    return operate("ApplyZoneAccess", {"Zone": ZONE, "Company": "Bank of Somewhere",
                                       "License": "B0001H", "Contact": "desk"}, account)["TicketId"]


# M-3
def test_a_finance_zone_takes_nothing_without_a_ticket(account, other):
    finance = account.region("ap-shanghai-fsi")
    creations = (
        lambda: finance.vpc.CreateVpc(VpcName="a", CidrBlock="10.0.0.0/16"),
        lambda: finance.vpc.AllocateAddresses(AddressCount=1),
        lambda: finance.cbs.CreateDisks(Placement={"Zone": ZONE}, DiskSize=50,
                                        DiskType="CLOUD_PREMIUM",
                                        DiskChargeType="POSTPAID_BY_HOUR"),
        lambda: finance.clb.CreateLoadBalancer(LoadBalancerType="OPEN"),
        lambda: finance.cdb.CreateDBInstanceHour(GoodsNum=1, Memory=1000, Volume=50, Zone=ZONE),
        lambda: finance.cvm.RunInstances(Placement={"Zone": ZONE}, ImageId="img-487zeit5"),
    )
    for create in creations:
        with refused("UnauthorizedOperation", f"terrane ticket apply {ZONE}"):
            create()
    ticket = apply_for(account)
    with refused("UnauthorizedOperation", ticket):
        creations[0]()
    with refused("UnauthorizedOperation"):
        operate("ApproveZoneAccess", {"TicketId": ticket}, account)
    operate("ApproveZoneAccess", {"TicketId": ticket, "Reason": "licence checked"})
    for create in creations:
        create()
    operate("RevokeZoneAccess", {"TicketId": ticket, "Reason": "licence lapsed"})
    with refused("UnauthorizedOperation", "REVOKED"):
        creations[-1]()
    zone = filters(zone=ZONE)
    assert finance.cvm.DescribeInstances(Filters=zone).TotalCount == 1
    (seen,) = operate("DescribeZoneAccessTickets", {}, account)["TicketSet"]
    assert [step["State"] for step in seen["StepSet"]] == ["PENDING", "APPROVED", "REVOKED"]
    assert operate("DescribeZoneAccessTickets", {}, other)["TotalCount"] == 0


# M-16, M-19
def test_what_a_region_lacks_is_told_and_can_change(account):
    def singapore():
        rows = operate("DescribeProductAvailability",
                       {"Regions": ["ap-singapore"], "Products": ["cat"]}, account)
        return rows["ProductAvailabilitySet"][0]["Available"]

    lacking = operate("DescribeProductAvailability",
                      {"Products": ["cbs"], "Available": False}, account)
    assert [row["Region"] for row in lacking["ProductAvailabilitySet"]] == ["ap-hongkong"]
    assert singapore()
    wanted = {"Region": "ap-singapore", "Product": "cat", "Available": False}
    with refused("UnauthorizedOperation"):
        operate("ModifyProductAvailability", wanted, account)
    operate("ModifyProductAvailability", wanted, administrator())
    assert not singapore()
    operate("ModifyProductAvailability", {**wanted, "Available": True}, administrator())
    assert singapore()
