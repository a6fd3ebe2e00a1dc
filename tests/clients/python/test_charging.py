"""What things cost, and bills, by the official SDK."""

from cloud import administrator, operate, refused
from instances import look, start, terminate, wait_for

PREPAID = {
    "InstanceChargeType": "PREPAID",
    "InstanceChargePrepaid": {"Period": 12, "RenewFlag": "NOTIFY_AND_MANUAL_RENEW"},
}


def bill(account, **parameters):
    return operate("DescribeBill", parameters, account)


def line_of(account, resource):
    [line] = [
        item for item in bill(account)["BillItemSet"] if item["ResourceId"] == resource
    ]
    return line


def price_of_launch(region, **more):
    wanted = {
        "Placement": {"Zone": "ap-guangzhou-2"},
        "ImageId": "img-487zeit5",
        "InstanceType": "S2.SMALL1",
        **more,
    }
    return region.cvm.InquiryPriceRunInstances(**wanted).Price.InstancePrice


def test_months_in_advance_cost_what_was_asked_and_the_rest_is_given_back(account, guangzhou):
    price = price_of_launch(guangzhou, **PREPAID).DiscountPrice
    [instance] = start(guangzhou, "ap-guangzhou-2", **PREPAID)
    assert abs(float(line_of(account, instance)["PrepaidAmount"]) - price) < 0.001
    shown = look(guangzhou, instance)
    assert shown.InstanceChargeType == "PREPAID"
    assert shown.RenewFlag == "NOTIFY_AND_MANUAL_RENEW"
    [refund] = guangzhou.cvm.InquiryPriceTerminateInstances(
        InstanceIds=[instance]
    ).InstanceRefundsSet
    assert abs(refund.Refunds - price) < 0.01
    guangzhou.cvm.TerminateInstances(InstanceIds=[instance])
    wait_for(guangzhou, [instance], "SHUTDOWN")
    line = line_of(account, instance)
    assert abs(float(line["RefundAmount"]) + refund.Refunds) < 0.01
    assert 0 <= float(line["Amount"]) < 0.01
    guangzhou.cvm.RenewInstances(
        InstanceIds=[instance], InstanceChargePrepaid={"Period": 1}
    )
    wait_for(guangzhou, [instance], "RUNNING")
    assert float(line_of(account, instance)["Amount"]) > price / 12


def test_hours_are_charged_until_the_end(account, guangzhou):
    [instance] = start(guangzhou, "ap-guangzhou-2")
    terminate(guangzhou, [instance])
    hourly = price_of_launch(guangzhou).UnitPrice
    charged = bill(account)["Amount"]
    assert 0 <= float(charged) < hourly / 10
    assert bill(account)["Amount"] == charged


def test_a_bill_is_for_the_account_and_for_operators(account, other, guangzhou):
    start(guangzhou, "ap-guangzhou-2", **PREPAID)
    assert bill(other)["TotalCount"] == 0
    with refused("UnauthorizedOperation"):
        bill(other, Uin=account.uin)
    shown = bill(administrator(), Uin=account.uin, GroupBy="region")
    assert [item["Region"] for item in shown["BillItemSet"]] == ["ap-guangzhou"]
    assert shown["Amount"] == bill(account)["Amount"]
    with refused("InvalidParameterValue.GroupBy", saying="region"):
        bill(account, GroupBy="zone")


def test_time_cannot_be_put_forward_where_the_cloud_keeps_real_time():
    with refused("UnsupportedOperation.RealClock", saying="--test-clock"):
        operate("AdvanceClock", {"Seconds": 60})
