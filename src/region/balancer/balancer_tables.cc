#include "region/balancer/balancer_tables.h"

namespace terrane {

BalancerTables::BalancerTables(Cell&) {}

}  // namespace terrane
