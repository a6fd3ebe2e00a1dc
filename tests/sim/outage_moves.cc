// Regions, links, products, stores and the account plane that an operator makes fail, and heals
// (M-5).
#include "sim/outage_moves.h"

#include "sim/moves.h"

namespace terrane::sim {
namespace {

constexpr AccountId kOperator{100000000090};

void call_as_operator(Workload& work, std::string_view action,
                      const boost::json::object& parameters) {
  ClientCall call = call_to("terrane", action, {kOperator, ""}, parameters);
  call.is_operator = true;
  work.call(std::move(call));
}

// One that fails, or takes up to three seconds longer.
void fail_or_slow(Workload& work, boost::json::object fault) {
  if (work.chance(50)) fault["DelayMilliseconds"] = 1 + work.below(3000);
  call_as_operator(work, "CreateFault", fault);
}

std::string some_cell(Workload& work) {
  return work.chance(25) ? "account-plane" : work.region();
}

void fail_a_region(Workload& work) {
  const char* const kModes[] = {"REFUSE", "HANG", "ERROR"};
  call_as_operator(work, "CreateFault",
                   {{"Kind", "REGION"},
                    {"Region", work.region()},
                    {"Mode", work.pick(kModes)},
                    {"WithoutPower", work.chance(30)}});
}

// Also one between a region and itself, which is none.
void fail_a_link(Workload& work) {
  fail_or_slow(work, {{"Kind", "LINK"}, {"Region", work.region()}, {"OtherRegion", work.region()}});
}

void fail_a_product(Workload& work) {
  const char* const kProducts[] = {"cvm", "vpc", "cbs", "clb", "cdb"};
  call_as_operator(work, "CreateFault",
                   {{"Kind", "PRODUCT"},
                    {"Region", work.region()},
                    {"Product", work.pick(kProducts)},
                    {"Mode", work.chance(50) ? "DATA_PLANE" : "CONTROL_PLANE"}});
}

void fail_a_store(Workload& work) {
  fail_or_slow(work, {{"Kind", "STORE"}, {"Region", some_cell(work)}});
}

void fail_the_account_plane(Workload& work) {
  call_as_operator(work, "CreateFault", {{"Kind", "ACCOUNT_PLANE"}});
}

void heal_something(Workload& work) {
  if (work.chance(20)) return call_as_operator(work, "HealFaults", {{"All", true}});
  std::string region = work.region();
  const std::string kTargets[] = {"region/" + region, "store/" + some_cell(work), "account-plane"};
  if (work.chance(50))
    call_as_operator(work, "HealFaults", {{"Region", region}});
  else
    call_as_operator(work, "HealFaults", {{"FaultIds", {work.pick(kTargets)}}});
}

constexpr Move kMoves[] = {
    {"fail a region", 1, fail_a_region},
    {"fail a link", 2, fail_a_link},
    {"fail a product", 1, fail_a_product},
    {"fail a store", 1, fail_a_store},
    {"fail the account plane", 1, fail_the_account_plane},
    {"heal something", 9, heal_something},
};

}  // namespace

std::span<const Move> outage_moves() {
  return kMoves;
}

// Again where a store failed while it was told: its cell is opened again in the meantime.
void heal_outages(Workload& work) {
  for (int attempt = 0; attempt < 3; ++attempt) {
    call_as_operator(work, "HealFaults", {{"All", true}});
    work.world().settle();
    work.world().advance(seconds(2));
  }
}

}  // namespace terrane::sim
