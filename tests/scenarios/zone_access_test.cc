// Zones of the finance industry: a ticket is applied for, decided on and revoked, with a history;
// without an approved one nothing is created there, in any product.
#include <gtest/gtest.h>

#include "scenarios/scenario.h"

namespace terrane {
namespace {

constexpr std::string_view kFinance = "ap-shanghai-fsi";
constexpr std::string_view kFinanceZone = "ap-shanghai-fsi-1";

Reply apply(const Client& client, std::string_view zone = kFinanceZone) {
  return client.call("terrane", "ApplyZoneAccess",
                     {{"Zone", zone},
                      {"Company", "Bank of Somewhere"},
                      {"License", "B0001H, banking regulator"},
                      {"Contact", "desk@bank.example"},
                      {"Statement", "core ledger"}});
}

std::string applied(const Client& client, std::string_view zone = kFinanceZone) {
  return apply(client, zone)["TicketId"].text();
}

Reply decide(const Client& client, std::string_view action, const std::string& ticket,
             std::string_view reason = "as checked by phone") {
  return client.call("terrane", action, {{"TicketId", ticket}, {"Reason", reason}});
}

Json shown(const Client& client, const std::string& ticket) {
  Reply reply = client.call("terrane", "DescribeZoneAccessTickets", {{"TicketIds", {ticket}}});
  EXPECT_EQ(reply["TotalCount"], 1) << ticket;
  return reply["TicketSet"][0];
}

struct Creation {
  std::string_view service, action;
  std::string request;
};

// A creation of every kind that needs nothing of the account's to be there.
std::vector<Creation> creations() {
  std::string placement = R"("Placement":{"Zone":"ap-shanghai-fsi-1"})";
  return {
      {"cvm", "RunInstances", placement + R"(,"ImageId":"img-487zeit5")"},
      {"cvm", "RunInstances", placement + R"(,"ImageId":"img-487zeit5","DryRun":true)"},
      {"cvm", "CreateDisasterRecoverGroup", R"("Name":"a","Type":"HOST")"},
      {"cvm", "CreateLaunchTemplate",
       R"("LaunchTemplateName":"a","ImageId":"img-487zeit5",)" + placement},
      {"cbs", "CreateDisks", placement + R"(,"DiskSize":50,"DiskType":"CLOUD_PREMIUM",
                                            "DiskChargeType":"POSTPAID_BY_HOUR")"},
      {"cbs", "CreateAutoSnapshotPolicy", R"("Policy":[{"Hour":[1],"DayOfWeek":[1]}])"},
      {"vpc", "CreateVpc", R"("VpcName":"b","CidrBlock":"10.8.0.0/16")"},
      {"vpc", "CreateSecurityGroup", R"("GroupName":"a","GroupDescription":"b")"},
      {"vpc", "AllocateAddresses", R"("AddressCount":1)"},
      {"clb", "CreateLoadBalancer", R"("LoadBalancerType":"OPEN")"},
      {"clb", "CreateTargetGroup", R"("TargetGroupName":"a","Port":80)"},
      {"cdb", "CreateDBInstanceHour",
       R"("GoodsNum":1,"Memory":1000,"Volume":50,"Zone":"ap-shanghai-fsi-1")"},
      {"terrane", "CreateCache", R"("Zone":"ap-shanghai-fsi-1","MemoryGiB":1)"},
  };
}

Reply create(const Client& client, const Creation& creation) {
  return client.in(kFinance).call(creation.service, creation.action, "{" + creation.request + "}");
}

// M-3
TEST(ZoneAccess, without_an_approved_ticket_nothing_is_created_in_any_product) {
  Scenario cloud;
  for (const Creation& creation : creations()) {
    std::string message = create(cloud.alice(), creation).expect_error("UnauthorizedOperation");
    EXPECT_NE(message.find("newest ticket: none"), std::string::npos) << message;
    EXPECT_NE(message.find("terrane ticket apply ap-shanghai-fsi-1"), std::string::npos);
  }
  std::string ticket = applied(cloud.alice());
  for (const Creation& creation : creations()) {
    std::string message = create(cloud.alice(), creation).expect_error("UnauthorizedOperation");
    EXPECT_NE(message.find(ticket + ", PENDING"), std::string::npos) << message;
  }
  decide(cloud.as(kOperator), "ApproveZoneAccess", ticket).expect_ok();
  for (const Creation& creation : creations()) create(cloud.alice(), creation).expect_ok();
  create(cloud.as(kBob), creations()[0]).expect_error("UnauthorizedOperation");
}

// M-3
TEST(ZoneAccess, is_for_the_zone_that_was_applied_for) {
  Scenario cloud;
  decide(cloud.as(kOperator), "ApproveZoneAccess", applied(cloud.alice(), "ap-shenzhen-fsi-1"))
      .expect_ok();
  create(cloud.alice(), creations()[0]).expect_error("UnauthorizedOperation");
  cloud.in("ap-shenzhen-fsi")
      .call("vpc", "CreateVpc", {{"VpcName", "b"}, {"CidrBlock", "10.8.0.0/16"}})
      .expect_ok();
}

// M-3
TEST(ZoneAccess, that_is_revoked_leaves_what_runs_and_takes_nothing_new) {
  Scenario cloud;
  Client alice = cloud.in(kFinance);
  std::string ticket = applied(alice);
  decide(cloud.as(kOperator), "ApproveZoneAccess", ticket).expect_ok();
  std::string instance = create(alice, creations()[0])["InstanceIdSet"][0].text();
  cloud.advance(seconds(60));
  decide(cloud.as(kOperator), "RevokeZoneAccess", ticket, "licence lapsed").expect_ok();
  create(alice, creations()[0]).expect_error("UnauthorizedOperation");
  auto state = [&] {
    return alice
        .call("cvm", "DescribeInstances",
              {{"InstanceIds", {instance}}})["InstanceSet"][0]["InstanceState"]
        .text();
  };
  EXPECT_EQ(state(), "RUNNING");
  alice.call("cvm", "StopInstances", {{"InstanceIds", {instance}}}).expect_ok();
  cloud.advance(seconds(60));
  alice.call("cvm", "StartInstances", {{"InstanceIds", {instance}}}).expect_ok();
  cloud.advance(seconds(60));
  EXPECT_EQ(state(), "RUNNING");
  alice.call("cvm", "TerminateInstances", {{"InstanceIds", {instance}}}).expect_ok();
}

// M-3
TEST(ZoneAccess, keeps_every_step_with_who_when_and_why_also_across_a_restart) {
  Scenario cloud;
  std::string ticket = applied(cloud.alice());
  cloud.advance(seconds(60));
  decide(cloud.as(kOperator), "ApproveZoneAccess", ticket, "licence checked").expect_ok();
  decide(cloud.as(kOperator), "RevokeZoneAccess", ticket, "licence lapsed").expect_ok();
  cloud.restart();
  Json found = shown(cloud.alice(), ticket);
  EXPECT_EQ(found["State"], "REVOKED");
  EXPECT_EQ(found["Zone"], kFinanceZone);
  EXPECT_EQ(found["ZoneName"], "Shanghai Finance Zone I");
  EXPECT_EQ(found["Company"], "Bank of Somewhere");
  EXPECT_EQ(found["License"], "B0001H, banking regulator");
  EXPECT_EQ(found["Contact"], "desk@bank.example");
  ASSERT_EQ(found["StepSet"].size(), 3u);
  EXPECT_EQ(found["StepSet"][0]["State"], "PENDING");
  EXPECT_EQ(found["StepSet"][0]["Uin"], uint64_t(kAlice));
  EXPECT_EQ(found["StepSet"][1]["State"], "APPROVED");
  EXPECT_EQ(found["StepSet"][1]["Uin"], uint64_t(kOperator));
  EXPECT_EQ(found["StepSet"][1]["Reason"], "licence checked");
  EXPECT_EQ(found["StepSet"][2]["Reason"], "licence lapsed");
  EXPECT_LT(found["StepSet"][0]["Time"].text(), found["StepSet"][1]["Time"].text());
}

// M-3
TEST(ZoneAccess, one_ticket_is_open_for_each_account_and_zone) {
  Scenario cloud;
  std::string first = applied(cloud.alice());
  std::string message = apply(cloud.alice()).expect_error("ResourceInUse.Ticket");
  EXPECT_NE(message.find(first), std::string::npos) << message;
  apply(cloud.alice(), "ap-shenzhen-fsi-1").expect_ok();
  apply(cloud.as(kBob)).expect_ok();
  decide(cloud.as(kOperator), "ApproveZoneAccess", first).expect_ok();
  apply(cloud.alice()).expect_error("ResourceInUse.Ticket");
  decide(cloud.as(kOperator), "RevokeZoneAccess", first).expect_ok();
  std::string second = applied(cloud.alice());
  decide(cloud.as(kOperator), "RejectZoneAccess", second).expect_ok();
  std::string third = applied(cloud.alice());
  cloud.call("terrane", "WithdrawZoneAccess", {{"TicketId", third}}).expect_ok();
  apply(cloud.alice()).expect_ok();
}

// M-3
TEST(ZoneAccess, moves_only_as_its_life_allows) {
  Scenario cloud;
  Client boss = cloud.as(kOperator);
  std::string ticket = applied(cloud.alice());
  decide(boss, "RevokeZoneAccess", ticket).expect_error("UnsupportedOperation.TicketState");
  decide(boss, "RejectZoneAccess", ticket, "").expect_error("InvalidParameterValue.Reason");
  decide(boss, "RejectZoneAccess", ticket, "no such bank").expect_ok();
  std::string message =
      decide(boss, "ApproveZoneAccess", ticket).expect_error("UnsupportedOperation.TicketState");
  EXPECT_NE(message.find("REJECTED"), std::string::npos) << message;
  decide(boss, "RejectZoneAccess", "ticket-00000000").expect_error("ResourceNotFound.Ticket");
}

// M-3, M-13
TEST(ZoneAccess, is_decided_by_operators_and_seen_by_them_and_its_account_alone) {
  Scenario cloud;
  std::string ticket = applied(cloud.alice());
  decide(cloud.alice(), "ApproveZoneAccess", ticket).expect_error("UnauthorizedOperation");
  decide(cloud.as(kBob), "WithdrawZoneAccess", ticket).expect_error("ResourceNotFound.Ticket");
  decide(cloud.as(kOperator), "WithdrawZoneAccess", ticket).expect_error("ResourceNotFound.Ticket");
  auto count = [](const Client& client, const Parameters& parameters = {}) {
    return client.call("terrane", "DescribeZoneAccessTickets", parameters)["TotalCount"].number();
  };
  applied(cloud.as(kBob));
  EXPECT_EQ(count(cloud.alice()), 1);
  EXPECT_EQ(count(cloud.as(kBob)), 1);
  EXPECT_EQ(count(cloud.as(kOperator)), 2);
  EXPECT_EQ(count(cloud.as(kOperator), {{"Uins", {uint64_t(kBob)}}}), 1);
  EXPECT_EQ(count(cloud.as(kOperator), {{"States", {"APPROVED"}}}), 0);
  EXPECT_EQ(count(cloud.as(kBob), {{"TicketIds", {ticket}}}), 0);
  cloud.as(kBob)
      .call("terrane", "DescribeZoneAccessTickets", {{"Uins", {uint64_t(kAlice)}}})
      .expect_error("UnauthorizedOperation");
  cloud.call("terrane", "DescribeZoneAccessTickets", {{"States", {"OPEN"}}})
      .expect_error("InvalidParameterValue.State");
}

TEST(ZoneAccess, is_applied_for_with_who_one_is_and_where_it_is_needed) {
  Scenario cloud;
  cloud.call("terrane", "DescribeZoneAccessTickets").expect_ok();
  apply(cloud.alice(), "ap-guangzhou-2").expect_error("UnsupportedOperation.OpenZone");
  apply(cloud.alice(), "ap-tokyo-1").expect_error("ResourceNotFound.Zone");
  for (std::string_view member : {"Company", "License", "Contact"}) {
    boost::json::object request{
        {"Zone", kFinanceZone}, {"Company", "Bank"}, {"License", "1"}, {"Contact", "desk"}};
    request[member] = "a\nb";
    cloud.call("terrane", "ApplyZoneAccess", boost::json::serialize(request))
        .expect_error("InvalidParameterValue." + std::string(member));
    request[member] = "";
    EXPECT_FALSE(cloud.call("terrane", "ApplyZoneAccess", boost::json::serialize(request)).ok());
  }
}

// M-3: what arrives by letter is a creation, too.
TEST(ZoneAccess, is_asked_of_copies_that_come_from_another_finance_region) {
  Scenario cloud;
  Client alice = cloud.in("ap-shenzhen-fsi");
  decide(cloud.as(kOperator), "ApproveZoneAccess", applied(alice, "ap-shenzhen-fsi-1")).expect_ok();
  std::string instance =
      alice
          .call("cvm", "RunInstances",
                R"({"Placement":{"Zone":"ap-shenzhen-fsi-1"},"ImageId":"img-487zeit5"})")
              ["InstanceIdSet"][0]
          .text();
  cloud.advance(seconds(600));
  std::string image = alice
                          .call("cvm", "CreateImage",
                                {{"ImageName", "ledger"}, {"InstanceId", instance}})["ImageId"]
                          .text();
  cloud.advance(seconds(3600));
  auto copied = [&] {
    alice.call("cvm", "SyncImages", {{"ImageIds", {image}}, {"DestinationRegions", {kFinance}}})
        .expect_ok();
    cloud.advance(seconds(3600));
    Json copies = alice.call("terrane", "DescribeCopies")["CopySet"];
    return copies[0]["State"].text();
  };
  EXPECT_EQ(copied(), "FAILED");
  decide(cloud.as(kOperator), "ApproveZoneAccess", applied(alice)).expect_ok();
  EXPECT_EQ(copied(), "DONE");
}

// M-3: an instance that moves into the zone is one more there.
TEST(ZoneAccess, is_asked_of_instances_that_move_there_from_another_zone) {
  Scenario cloud;
  cloud.as(kOperator)
      .call("terrane", "CreateZone",
            R"({"Region":"ap-beijing","Zone":{"Zone":"ap-beijing-2","Name":"Beijing Finance Zone",
                "Access":"TICKET"}})")
      .expect_ok();
  Client alice = cloud.in("ap-beijing");
  std::string instance =
      alice
          .call(
              "cvm", "RunInstances",
              R"({"Placement":{"Zone":"ap-beijing-1"},"ImageId":"img-487zeit5"})")["InstanceIdSet"]
                                                                                  [0]
          .text();
  cloud.advance(seconds(60));
  auto migrate = [&] {
    return alice.call("terrane", "MigrateInstance",
                      {{"InstanceId", instance}, {"Zone", "ap-beijing-2"}});
  };
  migrate().expect_error("UnauthorizedOperation");
  decide(cloud.as(kOperator), "ApproveZoneAccess", applied(alice, "ap-beijing-2")).expect_ok();
  migrate().expect_ok();
  cloud.advance(seconds(3600));
  EXPECT_EQ(alice.call("cvm", "DescribeInstances",
                       R"({"Filters":[{"Name":"zone","Values":["ap-beijing-2"]}]})")["TotalCount"],
            1);
}

// M-3: the network that every account finds is the cloud's own doing.
TEST(ZoneAccess, is_not_asked_of_what_the_cloud_sets_up_by_itself) {
  Scenario cloud;
  EXPECT_EQ(cloud.in(kFinance).call("vpc", "DescribeVpcs")["TotalCount"], 1);
  EXPECT_EQ(cloud.in(kFinance).call("vpc", "DescribeSecurityGroups")["TotalCount"], 3);
}

}  // namespace
}  // namespace terrane
