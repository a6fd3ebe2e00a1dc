// The claims that hold however the calls interleave and whatever fails (History and Knowledge hold
// those about durability). Each looks at the cloud from outside the code that makes the claim true.
#pragma once

#include <map>
#include <set>

#include "sim/history.h"

namespace terrane::sim {

// M-5: a call changes only the cell it names; a run of a worker changes one; and a call fails for a
// store's failure only where that store is the one it needs.
class CellsAreApart : public Checker {
 public:
  CellsAreApart(World& world, History& history) : world_(world), history_(history) {}
  void stepped(const ClientCall* call) override;
  void answered(const ClientCall& call, const Answer& answer) override;

 private:
  bool has_failed(std::string_view cell, const ClientCall& call) const;
  bool had_faults(std::string_view cell, const ClientCall& call) const;

  World& world_;
  History& history_;
  uint64_t newest_ = 0;                                              // call
  using NewestCalls = std::map<std::string, uint64_t, std::less<>>;  // by cell
  NewestCalls failed_;                                               // when a store last was down
  NewestCalls faulty_;  // when something last was made to fail there
};

// M-13: a call changes only records of its account, and its reply names nothing of another's.
class AccountsAreApart : public Checker {
 public:
  AccountsAreApart(World& world, History& history) : world_(world), history_(history) {}
  void stepped(const ClientCall* call) override;
  void answered(const ClientCall& call, const Answer& answer) override;

 private:
  void note_owners(const Records& before, const Records& after);

  World& world_;
  History& history_;
  std::map<std::string, std::string, std::less<>> owners_;  // of every ID ever seen
};

// A refused call changes nothing.
class RefusalsChangeNothing : public Checker {
 public:
  RefusalsChangeNothing(World& world, History& history) : world_(world), history_(history) {}
  void stepped(const ClientCall* call) override;
  void answered(const ClientCall& call, const Answer& answer) override;

 private:
  World& world_;
  History& history_;
  std::map<uint64_t, std::string> changes_;  // of calls under way
};

// The ledger holds exactly the references that the records hold (D7).
class LedgerIsExact : public Checker {
 public:
  LedgerIsExact(World& world, History& history) : world_(world), history_(history) {}
  void stepped(const ClientCall* call) override;

 private:
  World& world_;
  History& history_;
};

// No two resources have one address; each lies in its subnet; the indexes of addresses say the
// same. Network interfaces are attached within their zone and VPC.
class AddressesAreUnique : public Checker {
 public:
  AddressesAreUnique(World& world, History& history) : world_(world), history_(history) {}
  void stepped(const ClientCall* call) override;

 private:
  void check_subnets(const RegionCell& region);
  void check_private_addresses(const RegionCell& region);
  void check_interface(const RegionCell& region, const NetworkInterface& interface);
  void check_public_addresses(const RegionCell& region);

  World& world_;
  History& history_;
};

// No host holds more than it has, what is not used is free, and placement groups are spread.
class CapacityIsExact : public Checker {
 public:
  CapacityIsExact(World& world, History& history) : world_(world), history_(history) {}
  void stepped(const ClientCall* call) override;

 private:
  void check_placement_groups(const RegionCell& region);

  World& world_;
  History& history_;
};

// A disk is attached to one instance at most, which is there and of its account; what is kept about
// a disk, and what is derived from disks and snapshots, is of disks that are there.
class DisksAreWhereTheySay : public Checker {
 public:
  DisksAreWhereTheySay(World& world, History& history) : world_(world), history_(history) {}
  void stepped(const ClientCall* call) override;

 private:
  void check_attachments(const RegionCell& region);
  void check_what_is_kept(const RegionCell& region);
  void check_snapshots(const RegionCell& region);

  World& world_;
  History& history_;
};

// What a load balancer forwards to is there, of its account and in its VPC (M-14); what is a
// listener's or a rule's goes with it; no port is taken twice.
class BalancersForwardAtHome : public Checker {
 public:
  BalancersForwardAtHome(World& world, History& history) : world_(world), history_(history) {}
  void stepped(const ClientCall* call) override;

 private:
  void check_region(const RegionCell& region);

  World& world_;
  History& history_;
};

// A letter between regions has its effect once: when all has come to rest, every copy that was
// accepted is where it was sent, once, or was not taken and that is noted.
class CopiesHaveOneEffect : public Checker {
 public:
  CopiesHaveOneEffect(World& world, History& history) : world_(world), history_(history) {}
  void sent(const ClientCall& call) override;
  void answered(const ClientCall& call, const Answer& answer) override;
  void stepped(const ClientCall* call) override;
  void rested() override;

 private:
  struct Copy {
    std::string from, to, source, state, given;
  };
  void check_arrived(const std::string& id, const Copy& copy);
  void check_origins(const std::string& region, const Records& records);

  World& world_;
  History& history_;
  std::set<std::string> accepted_;      // by a reply
  std::map<std::string, Copy> copies_;  // as their senders noted them last, even if only once
  std::string deleted_;                 // the calls that delete anything
};

// M-24: what is charged for use is the rate times the time, for every resource, and never more is
// given back than was paid in advance.
class MoneyIsConserved : public Checker {
 public:
  MoneyIsConserved(World& world, History& history) : world_(world), history_(history) {}
  void stepped(const ClientCall* call) override;
  void opened(Cell& cell) override;

 private:
  struct Account {  // of one resource
    Money use;
    Time since;
    Money by_hour;
  };
  using Accounts = std::map<AnyId, Account>;
  void look(const RegionCell& region);
  bool catches_up(const std::string& cell);
  void believe(const RegionCell& region);

  World& world_;
  History& history_;
  std::map<std::string, Accounts, std::less<>> accounts_;  // by cell
  std::map<std::string, Time> catches_up_until_;           // by cell
};

// The indexes of tags hold exactly what the records carry, of every kind that has tags.
class TagIndexesAreExact : public Checker {
 public:
  TagIndexesAreExact(World& world, History& history) : world_(world), history_(history) {}
  void stepped(const ClientCall* call) override;

 private:
  World& world_;
  History& history_;
};

// M-11, M-13: what is sent to a private address leaves its VPC by an active peering connection
// only, and what leaves its account or region goes by such a one or by the Internet.
class NetworksAreApart : public Checker {
 public:
  NetworksAreApart(World& world, History& history) : world_(world), history_(history) {}
  void stepped(const ClientCall* call) override;

 private:
  void check_flow(const RegionCell& from, const Instance& source, const RegionCell& to,
                  const Instance& target);

  World& world_;
  History& history_;
  size_t steps_ = 0;
};

// M-12: the ends of a peering connection are what their records say, and agree once every letter
// has arrived.
class PeeringsAgree : public Checker {
 public:
  PeeringsAgree(World& world, History& history) : world_(world), history_(history) {}
  void stepped(const ClientCall* call) override;
  void rested() override;

 private:
  void compare_with_other(const RegionCell& region, const PeeringConnection& connection);

  World& world_;
  History& history_;
};

// M-6: nothing runs on a host without power or is placed there, what the power stopped is
// remembered until it is back and then starts, no call changes anything in a zone whose control
// plane refuses, and once everything is healed, everything comes to its end.
class ZonesFailAsTold : public Checker {
 public:
  ZonesFailAsTold(World& world, History& history) : world_(world), history_(history) {}
  void stepped(const ClientCall* call) override;
  void rested() override;
  void healed() override;

 private:
  void check_power(const RegionCell& region);
  void check_steps(const RegionCell& region, const ClientCall* call);
  void check_control_plane(const RegionCell& region, const ClientCall& call);

  World& world_;
  History& history_;
};

// M-3, M-19: what a call makes is of a product that its region offers, and where a ticket is needed
// its account has an approved one.
class SupplyIsAsked : public Checker {
 public:
  SupplyIsAsked(World& world, History& history) : world_(world), history_(history) {}
  void stepped(const ClientCall* call) override;

 private:
  World& world_;
  History& history_;
};

// M-23: of an instance on its way, and of the one that takes over, the one that counts is there and
// never runs beside the other; a range is in one zone; what is undone left nothing behind; all of
// them end.
class MigrationsKeepOne : public Checker {
 public:
  MigrationsKeepOne(World& world, History& history) : world_(world), history_(history) {}
  void stepped(const ClientCall* call) override;
  void rested() override;

 private:
  World& world_;
  History& history_;
};

// A repeated ClientToken gives the first answer.
class TokensGiveTheFirstAnswer : public Checker {
 public:
  explicit TokensGiveTheFirstAnswer(World& world) : world_(world) {}
  void answered(const ClientCall& call, const Answer& answer) override;

 private:
  struct First {
    std::string reply;
    Time at;
  };
  World& world_;
  std::map<std::string, First> first_;
};

// Databases and caches lie in the VPC of their subnet and in its zone; what is under way on a
// database is told of by an open request, and by no other; what a request is open for is under way.
class DatabasesHoldTogether : public Checker {
 public:
  DatabasesHoldTogether(World& world, History& history) : world_(world), history_(history) {}
  void stepped(const ClientCall* call) override;

 private:
  World& world_;
  History& history_;
};

}  // namespace terrane::sim
