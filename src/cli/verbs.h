// The program's verbs. Each adds itself to the command line, and runs when chosen.
#pragma once

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace terrane {

// What a chosen verb does; its result is the program's exit code:
// 0 done, 1 the cloud refused, 2 it was asked wrongly or could not be reached. Of a question: 0
// yes, 1 no, 2 not answered.
using RunVerb = std::function<int()>;

// The verb that several files add to, such as `zone`: made by whichever comes first.
CLI::App& verb_group(CLI::App& program, const std::string& name, const std::string& meaning);

void add_serve(CLI::App& program, RunVerb& chosen);
void add_reach(CLI::App& program, RunVerb& chosen);
void add_status(CLI::App& program, RunVerb& chosen);
void add_api(CLI::App& program, RunVerb& chosen);
void add_env(CLI::App& program, RunVerb& chosen);
void add_ca(CLI::App& program, RunVerb& chosen);
void add_account(CLI::App& program, RunVerb& chosen);
void add_zone(CLI::App& program, RunVerb& chosen);
void add_faults(CLI::App& program, RunVerb& chosen);
void add_zone_growth(CLI::App& program, RunVerb& chosen);
void add_region_growth(CLI::App& program, RunVerb& chosen);
void add_product(CLI::App& program, RunVerb& chosen);
void add_ticket(CLI::App& program, RunVerb& chosen);
void add_bill(CLI::App& program, RunVerb& chosen);
void add_clock(CLI::App& program, RunVerb& chosen);
void add_migrate(CLI::App& program, RunVerb& chosen);
void add_login(CLI::App& program, RunVerb& chosen);
void add_whatif(CLI::App& program, RunVerb& chosen);
void add_region_nearest(CLI::App& program, RunVerb& chosen);
void add_state(CLI::App& program, RunVerb& chosen);
void add_drill(CLI::App& program, RunVerb& chosen);
void add_audit(CLI::App& program, RunVerb& chosen);
void add_coverage(CLI::App& program, RunVerb& chosen);
void add_completion(CLI::App& program, RunVerb& chosen);
void add_page(CLI::App& program, RunVerb& chosen);
void add_manual(CLI::App& program, RunVerb& chosen);
void add_outages(CLI::App& program, RunVerb& chosen);
void add_hosts(CLI::App& program, RunVerb& chosen);

}  // namespace terrane
