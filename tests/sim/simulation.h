// One run: a world, those who watch it, and what its clients know.
#pragma once

#include "sim/checkers.h"
#include "sim/knowledge.h"

namespace terrane::sim {

struct Simulation {
  // clang-format off
  explicit Simulation(uint64_t seed) : world(seed) {
    for (Checker* checker : std::initializer_list<Checker*>{
             &history,
             &cells_are_apart,
             &accounts_are_apart,
             &refusals_change_nothing,
             &ledger_is_exact,
             &addresses_are_unique,
             &capacity_is_exact,
             &disks_are_where_they_say,
             &balancers_forward_at_home,
             &money_is_conserved,
             &tag_indexes_are_exact,
             &networks_are_apart,
             &copies_have_one_effect,
             &tokens_give_the_first_answer,
             &databases_hold_together,
             &zones_fail_as_told,
             &peerings_agree,
             &supply_is_asked,
             &migrations_keep_one,
         })
      world.add(*checker);
    world.start();
  }
  // clang-format on

  World world;
  History history{world};  // first: the others look at what it keeps
  CellsAreApart cells_are_apart{world, history};
  AccountsAreApart accounts_are_apart{world, history};
  RefusalsChangeNothing refusals_change_nothing{world, history};
  LedgerIsExact ledger_is_exact{world, history};
  AddressesAreUnique addresses_are_unique{world, history};
  CapacityIsExact capacity_is_exact{world, history};
  DisksAreWhereTheySay disks_are_where_they_say{world, history};
  BalancersForwardAtHome balancers_forward_at_home{world, history};
  MoneyIsConserved money_is_conserved{world, history};
  TagIndexesAreExact tag_indexes_are_exact{world, history};
  NetworksAreApart networks_are_apart{world, history};
  CopiesHaveOneEffect copies_have_one_effect{world, history};
  PeeringsAgree peerings_agree{world, history};
  SupplyIsAsked supply_is_asked{world, history};
  TokensGiveTheFirstAnswer tokens_give_the_first_answer{world};
  DatabasesHoldTogether databases_hold_together{world, history};
  ZonesFailAsTold zones_fail_as_told{world, history};
  MigrationsKeepOne migrations_keep_one{world, history};
  Knowledge knowledge{world};
};

}  // namespace terrane::sim
