// A small cloud that checkers watch, and that tests break.
#pragma once

#include <gtest/gtest.h>

#include "sim/network_moves.h"
#include "sim/simulation.h"
#include "sim/workload.h"

namespace terrane::sim {

inline constexpr AccountId kAlice{100000000001}, kBob{100000000002};
inline constexpr std::string_view kHere = "ap-guangzhou", kElsewhere = "ap-shanghai";

class Checkers : public testing::Test {
 protected:
  Checkers() {
    Tickets tickets;
    check(simulation_.world.cloud()
              .change_accounts(tickets,
                               [](AccountChange& change) -> Result<void> {
                                 for (AccountId id : {kAlice, kBob})
                                   change.transaction.add(change.plane.tables.accounts,
                                                          Account{.id = id});
                                 return {};
                               })
              .has_value(),
          "accounts are made");
    world_.settle();
    for (AccountId account : {kAlice, kBob})
      for (std::string_view region : {kHere, kElsewhere}) {
        world_.call(describe(account, region), [](auto&) {});
        world_.settle();
      }
  }

  static ClientCall describe(AccountId account, std::string_view region) {
    return {.account = account,
            .region = std::string(region),
            .service = "vpc",
            .action = "DescribeVpcs",
            .json = "{}"};
  }
  std::string create_vpc() {
    std::string name = simulation_.knowledge.new_name(kAlice), id;
    ClientCall call = describe(kAlice, kHere);
    call.action = "CreateVpc";
    call.json = R"({"VpcName":")" + name + R"(","CidrBlock":"10.0.0.0/16"})";
    simulation_.knowledge.create(kVpcs, call, {name}, [&](const boost::json::object& reply) {
      id = std::string(reply.at("Vpc").at("VpcId").as_string());
      return std::vector{id};
    });
    world_.settle();
    return id;
  }
  RegionCell& region(std::string_view name = kHere) {
    return *world_.open_cells().at(std::string(name)).region;
  }
  Vpc vpc_of(AccountId account, RegionCell& region) {
    return {.id = region.cell.new_id(region.network.vpcs),
            .account = account,
            .sequence = region.cell.next_sequence()};
  }
  // Adds a VPC of the account to the region, as if `call` had done so.
  void add_vpc(AccountId account, std::string_view region_name, const ClientCall* call) {
    Transaction transaction;
    RegionCell& region = this->region(region_name);
    transaction.add(region.network.vpcs, vpc_of(account, region));
    region.cell.commit(transaction);
    step(call);
  }
  void step(const ClientCall* call) {
    simulation_.history.stepped(call);
    simulation_.cells_are_apart.stepped(call);
    simulation_.accounts_are_apart.stepped(call);
    simulation_.refusals_change_nothing.stepped(call);
    simulation_.ledger_is_exact.stepped(call);
    simulation_.addresses_are_unique.stepped(call);
    simulation_.tag_indexes_are_exact.stepped(call);
    simulation_.databases_hold_together.stepped(call);
    simulation_.money_is_conserved.stepped(call);
    simulation_.networks_are_apart.stepped(call);
  }
  void cut_link(std::string_view one, std::string_view other) {
    boost::json::object fault{{"Kind", "LINK"}, {"Region", one}, {"OtherRegion", other}};
    world_.call({.account = kAlice,
                 .service = "terrane",
                 .action = "CreateFault",
                 .json = boost::json::serialize(fault),
                 .is_operator = true},
                [](const Answer&) {});
    world_.settle();
  }
  void expect_complaint(std::string_view words) {
    EXPECT_NE(world_.complaint().find(words), std::string::npos) << world_.complaint();
  }

  Simulation simulation_{1};
  World& world_ = simulation_.world;
};

}  // namespace terrane::sim
